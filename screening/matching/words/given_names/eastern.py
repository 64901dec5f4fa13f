"""Names of the Arab, Turkic and Iranian countries as clerks spell them, and family names of east Asia."""

CLASSES = """
muhammad mohammad mohammed mohamed muhammed mohamad muhamad muhamed mohamod mehmet mehmed mahomed magomed mukhammad muxammad mohd muhd mohammod mohamet mohamadou mamadou mahamat muhamet mokhamed magomet mukhamed mahamed mohammadu mahammad mohammud
ahmad ahmed ahmet akhmed akhmad ahmadou axmed ahamed ahmmed akhmat achmad ahmadu amadou ehmed ehmet
mahmud mahmoud mahmood mehmood makhmud mahmut mehmud mohmood machmud
hamid hameed hamed khamid hamit hammid
ali aly aliy alee
hasan hassan hasen khasan hassane hasson hassen hacen
husayn hussein husain hussain hossein hosein husein hussien hoessein huseyn huseyin khusein hussayn hosain houcine hossain hoseyn houssein hocine husseyn khussein
husayni husseini hosseini hussaini husaini hoseini hussayni hussainy hosaini
umar omar omer oumar umer omr omour
uthman othman usman osman ousmane uthmaan ossman ousman usmon othmane othmaan
khalid khaled halid khaleed khalit chaled halit khalede
walid waleed oualid velid ouelid
abdullah abdallah abdulla abdalla abdollah abdellah abdoulaye abdulah abdoullah abdala abdilla abdoulah abdullahi abdulloh
abdul abdel abdol abdoul abdal abdil abdelal
rahman rehman rahmaan rakhman rahmane
rahim raheem rakhim rahiem rahime
aziz azeez asis
karim kareem kerim kareim
hakim hakeem hakem
salam salaam selam
malik malek maalik melik
latif lateef lateif
jabbar djabar jabar cabbar djabbar
qadir qader kader kadir gadir ghader kadyr qadeer ghadir kadr
ghaffar gafar gaffar ghafar
ghafur ghafoor gafur ghafour gafoor
ghani gani ghanie
razzaq razaq razak razzak razzac rezzaq razzaque
sattar satar settar
samad samed
wahhab wahab ouahab vahab vahhab wahhaab
wahid waheed vahid ouahid vaheed
majid majeed madjid mecid majied
hadi haadi hady
jalil jaleel djalil calil galil
khaliq khalek khaliqi khalique khaleq haliq
fattah fatah fettah
nasir naser nasser naseer nacer nassir
nasr nassr
mustafa mostafa moustafa moustapha mustapha mustafo moestafa mostapha
murtada murtaza morteza mortada murteza murtadha
rida reza raza redha ridha riza ridda
ridwan rizwan radwan redouane ridouane rezvan redwan rizvan
mahdi mehdi mahdee mekhdi mehti mahady
jafar jaafar jaffar cafer jaffer djaafar dzhafar ja far giafar
jamal gamal djamel jamaal cemal jamel dzhamal djamal
jamil jameel gamil cemil djamil
jawad javad jawwad djawad cevat javed javid jawed gawad
jihad gihad djihad jehad cihad
jasim jassim jassem jasem
juma jumah gomaa jumaa jumua djuma joma gomah
yasin yassin yaseen yassine jasin
yasir yasser yaser jasir yassir
yazid yazeed jazid
zayd zaid zeid zayed zaied
zayn zain zein zeyn zine
zaynab zainab zeinab zeynep zeynab zenab zineb
ziyad ziad zeyad
zubayr zubair zubeir zoubair zubeyr zubaer zubeyir
bakr bakar bekir baker bekr bakir
bashir basheer bachir beshir besir baschir
bilal belal billal bilaal
fadl fadel fazl fazal fadhl fadil fadhil fazil fadhel
fahd fahad fehd
faisal faysal feisal feysal faycal fayssal fesal
farid fareed ferid
faruq farouk farooq faruk farouq faroug faruque
fatima fatimah fatemeh fatma fateme fatimeh fatoumata fatema
fuad fouad foad fuat foued
ghazi gazi
habib habeeb
haidar haydar haider heidar hyder hayder khaidar heydar hidar
hajj haj haji hajji hadji hadj hac alhaj alhaji alhadj
hamza hamzah khamza hamzeh hamze
hani haney
harith hareth haris hares
hashim hashem hachem hachim hasim khashim hasheem
hatim hatem khatim
hisham hesham hicham heshaam
ihsan ehsan ihsaan
imad emad imaad
iqbal ikbal eqbal
isa issa eisa essa eesa aissa iesa isah
issam esam isam essam
jabir jaber djaber gaber jabeer cabir
jalal jalaal galal djalal celal jelal
kamal kemal kamaal
kamil kamel kameel
kazim kazem kadhim kadhem kadim qazim kathim kadum
khalil khaleel halil khalel
laden ladin
layla leila laila leyla leyli
mansur mansour mansoor mansor
maqsud maqsood maksud maksood
marwan marouane merwan marwaan
masud masood masoud massoud mesut massud masoude
mubarak mobarak moubarak mubarek mobarek
muhsin mohsen mohsin muhsen mokhsin mouhsin
mukhtar mokhtar muhtar moktar mukhtaar
munir mounir moneer muneer monir
muslim moslem
nabil nabeel nebil
nadir nader nadeer
nur noor nour noer nuur nure
nuri noori nouri noury nuriy
qasim kasim qassim kassim qassem ghasem qasem kacem gasim gassem kasem qaasim gassim
rafiq rafik rafeeq rafeek refik
rashid rasheed rachid reshid rasheid resit rachide
rasul rasool rasoul resul
rauf raouf raoof rawf
saad sa ad
sadiq sadik sadeq sadegh sadek sadeeq sadigh
safar safer
said saeed sayeed saeid saied id seid saiid
salah salaah
salih saleh salleh swaleh saalih
salim saleem selim salem salime
salman selman
sami samy samee
sayf saif seif saef sejf seyf saife
sayyid sayed sayyed seyed syed seyyed saiyid sayid seyyid
shafiq shafik chafik shafeeq
sharif shareef sherif cherif serif charif shariff sheriff
sheikh shaykh shaikh sheik cheikh sheykh seyh shiekh
siddiq siddique sediq siddik seddik sidik sadique
sulaymani suleimani soleimani soleymani sulaimani
tahir taher tahar
talib taleb talip
tariq tarek tarik tareq tarig
tawfiq tawfik toufik taufiq tewfik tevfik taufik towfiq
usama osama oussama ousama usamah osamah
wael wail wa ouael
yahya yehia yahia yehya yihya yahiya jahja
zahir zaher zaheer
zia ziya diya zeya ziaul diaa dhia
shukri chokri shokri shukry
huda hoda
iman eman
khadija khadijah khadijeh hatice khadidja hadija
aisha aysha ayesha aicha ayse aishah aichah
amina aminah emine amena ameena
halima halimah haleema
karima karimah kareema
naji nagi nadji
najib naguib najeeb nadjib nageeb
ibn bin ben
al el ul
abu abou abo
hizbullah hezbollah hizballah hisbollah hezbullah hizbollah
qaida qaeda kaida qaidah
ismat esmat asmat
izzat ezzat ezat izat
nimat nemat nematt
hikmat hekmat
ghulam gholam golam
gul gol
khan khaan
akhund akhond akhoond akhound
mawlawi maulavi mawlavi molavi maulvi moulavi mowlawi
mulla mullah molla
zada zadeh zadah zade
wali vali
omid umid umed
husam hossam hussam hosam houssam
hilal helal
muhammadi mohammadi mohamadi
ahmadi ahmedi
karimi kareemi
rahmani rehmani
haqqani haghani haqani
ansari ansary
askari asgari asghari askary
baqir bagher baqer
naqi naghi
taqi taghi
kurosh kourosh cyrus
dariush darius daryush
hushang houshang
firuz firouz feroz feyruz
bihruz behrouz behruz behrooz
parviz parvez pervez perwez parveez
shahrukh shahrokh
muhandis muhandes
lee yi ri rhee rhi
kim gim ghim
pak park bak bahk
choe choi choy
chong jung jeong jong chung cheong
kang gang
cho jo joh
yun yoon youn
chang jang
im lim rim
han hahn
o oh
so seo suh
sin shin
kwon gwon kwun
hwang whang
an ahn
yu yoo ryu ryoo
chon jeon
paek baek baik paik
nam nahm
no noh roh
ku koo goo gu
u woo
chu joo
ko go koh
mun moon
son sohn
pae bae
chen chan
zhang cheung
lin lam
zhou chow chou
wu ng goh
xu hsu
zhao chao
mehmedov magomedov mamedov mammadov
huseynov guseinov huseinov guseynov husseinov
aliyev aliev alijev
ibrahimov ibragimov
ismailov ismayilov
orhan orkhan
yildirim ildirim
emre amre
osmanli osmani
recep rajab redzhep
ramadan ramazan ramzan ramadhan ramzaan ramdan romdhane ramadane
shaban shaaban saban chaaban
bayram bairam
murat murad mourad mrad
timur teymur temur teimur timour teimuraz
rustam rostam rustem roustam
farhad farkhad ferhat farkhod
ravshan rovshan
alisher aliser
bahadur bahadir batyr bakhodir bahodir
ulugbek ulughbek
nursultan noursoultan
ruhollah ruhullah rouhollah
shamil chamil
"""  # noqa: E501
"""One class a line: its spellings and nicknames."""
