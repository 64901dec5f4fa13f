"""Arabic, Persian, Urdu and Pashto names as clerks spell them, by heart, for their vowels are not written."""

from screening.matching.scripts.arabic.letters import plain


def _known(text: str) -> dict[str, str]:
    """`text` gives, in turn, a Latin spelling and the word as the script writes it; the first spelling is taken."""
    parts = text.split()[::-1]
    return {plain(written): latin for written, latin in zip(parts[::2], parts[1::2], strict=True)}


NAMES = _known("""
muhammad محمد muhammadi محمدي ahmad احمد ahmadi احمدي ali علي alawi علوي hasan حسن hassan حسان husayn حسين
husayni حسيني hasani حسني mahmud محمود mahmudi محمودي mustafa مصطفى murtada مرتضى rida رضا ridwan رضوان
ibrahim ابراهيم ibrahimi ابراهيمي ismail اسماعيل ismail إسماعيل ishaq اسحاق ishaq اسحق yaqub يعقوب yusuf يوسف
yunus يونس musa موسى musawi موسوي isa عيسى dawud داود dawud داوود sulayman سليمان sulaymani سليماني ayyub ايوب
adam آدم nuh نوح idris ادريس ilyas الياس zakariya زكريا yahya يحيى harun هارون haroun هرون imran عمران umar عمر
umar عمرو uthman عثمان abu ابو abu ابي aba ابا bakr بكر bakri بكري talha طلحة zubayr زبير saad سعد saadi سعدي
said سعيد saidi سعيدي saud سعود khalid خالد khalidi خالدي walid وليد hamza حمزة abbas عباس abbasi عباسي jafar جعفر
jafari جعفري sadiq صادق sadiqi صادقي kazim كاظم kazimi كاظمي baqir باقر baqiri باقري jawad جواد taqi تقي naqi نقي
hadi هادي mahdi مهدي mahdawi مهدوي askari عسكري zahra زهراء zahra زهرا fatima فاطمة khadija خديجة aisha عائشة
maryam مريم zaynab زينب zaynab زينت sakina سكينة ruqayya رقية umm ام amina امينة amina آمنة layla ليلى salma سلمى
hind هند nadia نادية huda هدى iman ايمان rania رانيا suha سهى asma اسماء asma أسما hanan حنان amal امل samira سميرة
jamila جميلة karima كريمة latifa لطيفة malika ملكة nura نورة nur نور nuri نوري sara سارة hajar هاجر amir امير
amiri اميري emad عماد imad عماد amin امين amini اميني anwar انور anwari انوري akram اكرم akbar اكبر akbari اكبري
asad اسد asadi اسدي asghar اصغر ashraf اشرف ashrafi اشرفي ashur عاشور ata عطا ata عطاء atiya عطية awad عوض ayad اياد
iyad اياد ayman ايمن aziz عزيز azizi عزيزي azzam عزام badr بدر badri بدري bahaa بهاء bahir باهر bilal بلال
bashar بشار bashir بشير basim باسم bassam بسام basil باسل burhan برهان burhani برهاني dhu ذو din دين dirar ضرار
fadil فاضل fadl فضل fadli فضلي fahd فهد fahad فهد fahim فهيم faisal فيصل fayiz فايز fayez فائز fakhr فخر fakhri فخري
faraj فرج farid فريد faruq فاروق faris فارس fathi فتحي fath فتح fawaz فواز fawzi فوزي fuad فؤاد fuad فواد
ghalib غالب ghanim غانم ghani غني ghassan غسان ghazi غازي habib حبيب habibi حبيبي hafiz حافظ hafez حافظ haidar حيدر
haydari حيدري haitham هيثم haj حاج hajj حج hajji حاجي hakim حكيم hakimi حكيمي hakim حاكم hamad حمد hamadi حمدي
hamdan حمدان hamdi حمدي hamid حامد hamid حميد hamidi حميدي hammad حماد hammam همام hamud حمود hani هاني hanif حنيف
haqqani حقاني haqq حق haris حارث hashim هاشم hashimi هاشمي hatim حاتم hijazi حجازي hilal هلال hilali هلالي
hisham هشام humam همام humayun همايون husam حسام ihsan احسان ihab ايهاب iqbal اقبال irfan عرفان izz عز izzat عزت
jabir جابر jabiri جابري jabbar جبار jalal جلال jalali جلالي jalil جليل jamal جمال jamali جمالي jamil جميل
jarrah جراح jasim جاسم jassim جاسم jibril جبريل jihad جهاد juma جمعة jumaa جمعه junayd جنيد kamal كمال kamali كمالي
kamil كامل karam كرم karami كرمي karim كريم karimi كريمي khalaf خلف khalil خليل khalili خليلي khan خان khattab خطاب
khatib خطيب khayr خير khayri خيري khudayr خضير khidr خضر latif لطيف lutfi لطفي lutf لطف luqman لقمان maan معن
madani مدني mahir ماهر majid ماجد majid مجيد majidi مجيدي makki مكي malik مالك maliki مالكي mamun مامون mannan منان
mansur منصور mansuri منصوري marwan مروان masud مسعود masudi مسعودي matar مطر maymun ميمون misbah مصباح mishal مشعل
misri مصري mubarak مبارك mufti مفتي muhsin محسن muhsini محسني muhyi محيي mujahid مجاهد mujtaba مجتبى mukhtar مختار
mulla ملا mullah ملا munir منير munther منذر mundhir منذر munim منعم murad مراد muradi مرادي mursi مرسي murshid مرشد
muslim مسلم mutassim معتصم mutaz معتز muthanna مثنى muzaffar مظفر nabil نبيل nadir نادر nadhir نذير nazir نذير
nadim نديم nahar نهار nahyan نهيان naif نايف najib نجيب naji ناجي najm نجم najjar نجار namir نمير naser ناصر
nasir ناصر nasiri ناصري nasr نصر nasrallah نصرالله nawaf نواف nawwaf نواف nawfal نوفل nazim ناظم nazar نظر
nazari نظري niazi نيازي nidal نضال nizam نظام nimr نمر numan نعمان nuaymi نعيمي nasim نسيم naim نعيم nassar نصار
omran عمران qabbani قباني qadhafi قذافي qadir قادر qadir قدير qadiri قادري qadri قدري qahtani قحطاني qaradawi قرضاوي
qari قاري qasim قاسم qasimi قاسمي qays قيس quraishi قريشي qurashi قرشي qutb قطب rabi ربيع raad رعد rafi رافع
rafiq رفيق rahim رحيم rahimi رحيمي rahman رحمن rahman رحمان rahmani رحماني rahmat رحمت raid رائد rais رئيس
raisi رئيسي rajab رجب rajabi رجبي ramadan رمضان ramadani رمضاني rami رامي ramiz رامز ramzi رمزي rasul رسول
rasuli رسولي rashad رشاد rashid رشيد rashid راشد rashidi رشيدي rashidi راشدي rauf رؤوف rauf رئوف raza رزا riyad رياض
rubayi ربيعي ruhani روحاني sabah صباح sabir صابر sabri صبري sabbagh صباغ sadr صدر sadat سادات saadallah سعدالله
saddam صدام safi صافي safar صفر safwan صفوان sahib صاحب saif سيف sayf سيف saifi سيفي sajjad سجاد sakhr صخر
salah صلاح salam سلام salam سلام salama سلامة salamah سلامه salami سلامي salim سالم salim سليم salih صالح
salihi صالحي salman سلمان samad صمد sami سامي samir سمير samarai سامرائي samarrai سامرائي sattar ستار sayyid سيد
sayyidi سيدي sayyaf سياف shaaban شعبان shaban شعبان shafiq شفيق shafii شافعي shah شاه shahid شهيد shahid شاهد
shahin شاهين shakir شاكر shakur شكور sharif شريف sharifi شريفي shams شمس shawkat شوكت shawqi شوقي sheikh شيخ
shihab شهاب shukri شكري shuja شجاع shuhada شهداء siddiq صديق siddiqi صديقي siraj سراج sirri سري sufyan سفيان
suhayl سهيل sultan سلطان sultani سلطاني subhi صبحي suri سوري taha طه tahir طاهر tahiri طاهري tal طل talal طلال
talib طالب talabani طالباني tamim تميم tamimi تميمي tantawi طنطاوي tariq طارق tarik طارق tawfiq توفيق tayyib طيب
tikriti تكريتي turki تركي ubayd عبيد ubaydi عبيدي uday عدي udayy عدي ula علا ulwan علوان utaybi عتيبي usama اسامة
osama أسامه waddah وضاح wadi وديع wafa وفاء wahid وحيد wahid واحد wahab وهاب wahhab وهاب wail وائل wael وايل
wajih وجيه wali ولي waqas وقاص wasim وسيم yamani يماني yasir ياسر yasin ياسين yazid يزيد yunis يونس zaid زيد
zayd زيد zaydan زيدان zahir زاهر zahir ظاهر zahid زاهد zahrani زهراني zaki زكي zamil زامل zawahiri ظواهري
zarqawi زرقاوي zayn زين zia ضياء diya ضياء ziyad زياد zuhayr زهير zubaydi زبيدي laden لادن ladin لادين adnan عدنان
adil عادل adel عادل adli عدلي afif عفيف aghar اغر ala علاء alaa علاء alam علم alim عليم alami عالمي amar عمار
ammar عمار anas انس antar عنتر aqil عقيل arabi عربي arafat عرفات arif عارف asim عاصم asif آصف ashir عشير assad اسد
atif عاطف attiyah عطيه awadi عوضي ayash عياش ayyash عياش aydin آيدين azhari ازهري baghdadi بغدادي balushi بلوشي
barakat بركات basri بصري bayati بياتي bin بن ibn ابن bint بنت bu بو butros بطرس buti بطي chalabi جلبي daher ضاهر
dakhil دخيل dulaimi دليمي duri دوري dosari دوسري dawsari دوسري ezzat عزت fahmi فهمي fallah فلاح fayyad فياض
fayyadh فياض firas فراس fursan فرسان ghamdi غامدي gharib غريب ghufran غفران ghafur غفور ghaffar غفار habash حبش
haddad حداد hadid حديد hajari هاجري halabi حلبي halim حليم hammadi حمادي hamas حماس hamawi حموي harb حرب harbi حربي
hariri حريري hazza هزاع homsi حمصي huthi حوثي jaysh جيش jabari جبري jaziri جزيري jubouri جبوري jaburi جبوري
jumaili جميلي kaabi كعبي kanaan كنعان kanani كناني karbala كربلاء karrar كرار khafaji خفاجي khalifa خليفة
khalifah خليفه khamenei خامنئي khashoggi خاشقجي khuri خوري khoury خوري kubaysi كبيسي kurdi كردي kuwaiti كويتي
libi ليبي lubnani لبناني maghrabi مغربي maghribi مغربي makhluf مخلوف makhlouf مخلوف mashhadani مشهداني masri مصري
mawla مولى mazen مازن mazin مازن mazrui مزروعي miqdad مقداد mohaqiq محقق mubashir مبشر mufleh مفلح muhaysin محيسن
muhammadawi محمداوي muntasir منتصر muqtada مقتدى muqrin مقرن mutairi مطيري mutlaq مطلق nahdi نهدي naqib نقيب
nashashibi نشاشيبي nasrawi نصراوي nazzal نزال obaidi عبيدي qaddumi قدومي qaidi قائدي qatari قطري rabbani رباني
rahal رحال rawi راوي rifai رفاعي rimawi ريماوي rubaie ربيعي rumi رومي sabawi سبعاوي sadi سعدي sabti سبتي salhi صالحي
samman سمان saqr صقر sawwan صوان sayegh صائغ shaheen شاهين shalabi شلبي shami شامي shammari شمري shahrani شهراني
shahri شهري shehri شهري sheibani شيباني shaybani شيباني shihri شهري shishani شيشاني shuqayri شقيري sinwar سنوار
sisi سيسي subai سبيعي sudani سوداني sulami سلمي suwaidi سويدي takriti تكريتي taleb طالب tayyar طيار tunisi تونسي
jazairi جزائري ulayyan عليان umari عمري urayqat عريقات utaibi عتيبي wazir وزير yafi يافعي yaquby يعقوبي yassin يس
zaatari زعتري zahawi زهاوي zuabi زعبي zoubi زعبي zughbi زغبي zubaidi زبيدي jassem جاسم maqdisi مقدسي
filistini فلسطيني qaysi قيسي rawandi راوندي jaberi جابري shahristani شهرستاني sistani سيستاني nabi نبي rabb رب
razzaq رزاق razaq رزاق khaliq خالق qayyum قيوم quddus قدوس wadud ودود majeed مجید baqi باقي hayy حي sabur صبور
shakoor شكور jalil جليل wakil وكيل baset باسط basit باسط nafi نافع haleem حليم hannan حنان aali عالي ala اعلى
qahhar قهار fattah فتاح salam سلام aala الاء barakzai باركزي karzai كرزي zai زي zadran زدران zadran جدران
achakzai اڅكزي achakzai اچكزي noorzai نورزي noorzai نورزى popal پوپل popalzai پوپلزي akhund اخوند
akhundzada اخوندزاده akhund آخند mawlawi مولوي gul گل gul كل jan جان agha آغا agha اغا zada زاده zadeh زاده khel خیل
khail خيل wardak وردگ hotak هوتك omari عمري saleh صلح zaif ضعيف stanikzai ستانكزي ghulam غلام hekmat حكمت
hikmat حكمت ismat عصمت isma عصمت nimat نعمت nemat نعمت hamidullah حميدالله inayat عنايت hidayat هدايت barakat بركت
rahmatullah رحمت sharafat شرافت shahzada شهزاده wahdat وحدت zabih ذبيح nasrat نصرت nusrat نصرت naqib نقيب
matiullah مطيع muti مطيع mohib محب muhibb محب ruh روح sana ثناء thana ثناء sami سميع fazl فضل faiz فيض
samiullah سميعالله taj تاج qudrat قدرت sibghat صبغت sanaullah ثنا sefat صفت shafi شفيع obaid عبيد mir مير
mirza ميرزا mirwais ميرويس beg بيك baig بيگ bek بیک chaudhry چوہدری butt بٹ bhatti بھٹی malik ملک qureshi قریشی
raja راجہ rana رانا siddiqui صدیقی syed سید javed جاوید tariq طارق nawaz نواز pervez پرویز zardari زرداری
bhutto بھٹو sharif شریف afridi آفریدی lashkar لشکر tayyiba طیبہ saeed سعید masood مسعود azhar ازهر azhar اظہر
rauf رؤف shahbaz شهباز jamaat جماعت jamaah جماعة jama جامع dawa دعوة dawah دعوه hizb حزب ansar انصار ansari انصاري
ansar أنصار islam اسلام sunna سنة sunnah سنه sharia شريعة khilafa خلافة tawhid توحيد tahrir تحرير nusra نصرة
nusrah نصره qaida قاعدة qaeda قاعده shabab شباب quds قدس aqsa اقصى haramayn حرمين haramain حرمين jundi جندي jund جند
liwa لواء liwa لوا kataib كتائب kataib كتايب saraya سرايا asaib عصائب taliban طالبان hayat هيئة ould ولد
furqan فرقان fajr فجر furat فرات dijla دجلة rafidayn رافدين rafidain رافدين yarmuk يرموك sham شام fida فداء ahl اهل
bayt بيت bait بيت dar دار haq حق nujaba نجباء muqawama مقاومة manar منار mayadin ميادين jazira جزيرة jazeera جزيره
hayat حياة baraka بركة barakah بركه noor نور nahda نهضة rihla رحلة hawala حوالة wasel واصل waseel وسيل safa صفا
marwa مروة amer عامر samer سامر rana رنا qusay قصي hanna حنا fawz فوز fawzan فوزان balali بلالي dawwa ضوا tuma طعمة
mualla معلا badi بديع moin معين nashwan نشوان sundus سندس amjad امجد raja رجا raja رجاء ahad احد ahad أحد saqib ثاقب
wathiq وثيق wafiq وفيق habbo حبو sahrawi صحراوي azam عزام azzam عزام azim عظيم azam اعظم azmi عزمي shuman شومان
kammun كمون tumi تومي toumi تومي awni عوني hamrawi حمراوي duwaik دويك falih فالح ayid عايد muhajir مهاجر
muhammadin محمدين mulay مولاي siham سهام nawal نوال nisrin نسرين rima ريما rim ريم dina دينا
lina لينا muna منى mona منى maha مها manal منال nahla نهلة najwa نجوى najla نجلاء rasha رشا sahar سحر sana سناء
shadia شادية sawsan سوسن suad سعاد wafaa وفاء widad وداد yasmin ياسمين yusra يسرى zakiya زكية zuhra زهرة bushra بشرى
dalal دلال fadwa فدوى faten فاتن ghada غادة hala هالة hayat حياة ibtisam ابتسام ilham الهام inas ايناس
intisar انتصار jumana جمانة kawthar كوثر khawla خولة lamia لمياء lubna لبنى luay لؤي luay لوي mariam مريم may مي
mays ميس nur نور rabia رابعة rahma رحمة randa رندة razan رزان reem ريم rola رولا rula رولى safiya صفية sahla سهلة
sanaa صنعاء sawda سودة shahd شهد shaima شيماء shirin شيرين sumaya سمية susan سوزان taghrid تغريد tahani تهاني
thurayya ثريا umayma اميمة wissam وسام wisam وسام yara يارا zahia زاهية fidel فيدل george جورج elias الياس
michel ميشال michel ميشيل joseph جوزيف antoine انطوان pierre بيار gebran جبران samaan سمعان tony طوني hanin حنين
jihan جيهان maryana مريانا rateb راتب ratib راتب nayef نايف nizar نزار mudar مضر muhannad مهند muayyad مؤيد
muwaffaq موفق mumtaz ممتاز muawiya معاوية tlas طلاس akef عاكف atallah عطالله bishara بشارة bitar بيطار dib ديب
darwish درويش dabbagh دباغ farah فرح farhan فرحان farhat فرحات fattouh فتوح fayyumi فيومي ghannam غنام
ghandour غندور habbal حبال hafiz حفيظ hallaq حلاق hamiya حمية hamade حمادة haqi حقي hattab حطاب hawari هواري
hazim حازم hazem حازم humaydi حميدي humayd حميد hussam حسام jaber جابر jaddan جدعان juma جمع kahil كحيل kanj كنج
karam كرم kassab كساب kayyali كيالي khaddam خدام khaddour خضور khodr خضر khouli خولي kilani كيلاني kurdi كوردي
masalmeh مسالمة muhanna مهنا mustafawi مصطفوي nahhas نحاس najem ناجم nashar نشار naqshbandi نقشبندي natour ناطور
qadi قاضي qatirji قاطرجي qazzaz قزاز qaisar قيصر raslan رسلان sabbah صباح safadi صفدي salloum سلوم sawaf صواف
shalish شاليش shawish شاويش shehadeh شحادة shihadah شحاته tarabulsi طرابلسي tlass طلاس turkmani تركماني wannous ونوس
yaghi ياغي zaim زعيم zarqa زرقا zubi زعبي zuaiter زعيتر zumar زمر sharaa شرع jolani جولاني julani جولاني
hamidi حامدي daher ظاهر thabit ثابت thamir ثامر abadi عبادي abid عابد abidin عابدين afghani افغاني ajami عجمي
ajmi عجمي akkari عكاري amri عامري anbari انباري ansi عنسي aqili عقيلي aradi عرادي asiri عسيري assaf عساف atrash اطرش
aulaqi عولقي awlaqi عولقي azdi ازدي azawi عزاوي azzawi عزاوي banna بنا banna بناء barzani بارزاني barghouti برغوثي
baydani بيضاني bazzi بزي berri بري buhayri بحيري dabbas دباس dahlan دحلان dhahabi ذهبي dahabi ذهبي fadlallah فضلالله
faqih فقيه farsi فارسي fayadh فياض gargash قرقاش ghanimi غنيمي ghoul غول haniyeh هنية haniyah هنيه hanafi حنفي
hamed حامد hashd حشد hassoun حسون hayali حيالي hindi هندي jarad جراد joulani جولاني kabir كبير kafi كافي karmi كرمي
kathiri كثيري kawari كواري kufi كوفي lahham لحام mahfouz محفوظ majali مجالي makhzoumi مخزومي malki مالكي
mansuri منصورى marri مري mashal مشعل meshaal مشعل matari مطري mawsili موصلي mazraawi مزراوي mehdawi مهداوي
mohsen محسن muhandis مهندس mughniyah مغنية mughniyeh مغنيه muhajer مهاجر najdi نجدي nasiri ناصرى nueimi نعيمى
omari عمرى otaibi عتيبى qaradaghi قرداغي qassam قسام qassem قاسم qubaysi قبيسي rantisi رنتيسي rashdan رشدان
saadoun سعدون sadoun سعدون salamat سلامات samadi صمدي sanani صنعاني senussi سنوسي sharabi شرعبي sharbati شربتي
shater شاطر shukr شكر sistani سيستانى sufi صوفي sulh صلح tabatabai طباطبائي tabatabai طباطبایی tahawi طحاوي
tahhan طحان tufayli طفيلي umrani عمراني wahhabi وهابي waziri وزيري yahyaoui يحياوي yarmouk يرموك zahabi ذهبى
zawi زاوي zindani زنداني zuwari زواري
""")
"""As the Arab countries spell; keys are plain letters."""

PERSIAN = _known("""
mohammad محمد mohammadi محمدی ahmad احمد ahmadi احمدی hossein حسین hosseini حسینی hassan حسن hassani حسنی
mahmoud محمود mahmoudi محمودی mostafa مصطفی morteza مرتضی reza رضا rezaei رضایی rezaei رضائی rezai رضای
ebrahim ابراهیم ebrahimi ابراهیمی esmail اسماعیل esmaili اسماعیلی eshaq اسحاق yaghoub یعقوب yousef یوسف
yousefi یوسفی mousa موسی mousavi موسوی isa عیسی davoud داود davoudi داودی soleiman سلیمان soleimani سلیمانی
ayoub ایوب elyas الیاس zakaria زکریا yahya یحیی yahyavi یحیوی omid امید omidi امیدی khaled خالد hamzeh حمزه
abbas عباس abbasi عباسی jafar جعفر jafari جعفری sadegh صادق sadeghi صادقی kazem کاظم kazemi کاظمی bagher باقر
bagheri باقری javad جواد javadi جوادی taghi تقی taghavi تقوی naghi نقی naghavi نقوی hadi هادی mehdi مهدی
mahdavi مهدوی asgari عسگری asgari عسکری zahra زهرا fatemeh فاطمه maryam مریم zeinab زینب leila لیلا amir امیر
amiri امیری amin امین amini امینی akram اکرم akbar اکبر akbari اکبری asghar اصغر ashraf اشرف ashrafi اشرفی
azizi عزیزی badri بدری bahram بهرام bahrami بهرامی behnam بهنام behrouz بهروز behzad بهزاد bijan بیژن borhan برهان
dariush داریوش ehsan احسان ehsani احسانی emad عماد emami امامی eslami اسلامی eskandari اسکندری farhad فرهاد
farhadi فرهادی farid فرید farshad فرشاد farzad فرزاد farzin فرزین faramarz فرامرز farrokh فرخ fereydoun فریدون
firouz فیروز firouzi فیروزی gholam غلام gholami غلامی gholamreza غلامرضا gholamhossein غلامحسین golestan گلستان
ghasem قاسم ghasemi قاسمی ghorbani قربانی ghanbari قنبری habib حبیب habibi حبیبی haj حاج haji حاجی
hajizadeh حاجیزاده hamed حامد hamid حمید hamidi حمیدی hamidreza حمیدرضا heidar حیدر heidari حیدری hashem هاشم
hashemi هاشمی hatam حاتم hatami حاتمی hormoz هرمز houshang هوشنگ iraj ایرج iran ایران irani ایرانی jahangir جهانگیر
jalal جلال jalali جلالی jalil جلیل jamal جمال jamali جمالی jamshid جمشید kamal کمال kambiz کامبیز kamran کامران
karam کرم karami کرمی karim کریم karimi کریمی kaveh کاوه kavian کاویان khademi خادمی khatam خاتم khamenei خامنه
khalil خلیل khosrow خسرو khosravi خسروی kianoush کیانوش kiani کیانی kourosh کوروش larijani لاریجانی lotfi لطفی
lotfollah لطف majid مجید majidi مجیدی maleki ملکی manouchehr منوچهر mansour منصور mansouri منصوری masoud مسعود
masoudi مسعودی mehran مهران mehrdad مهرداد mehr مهر milad میلاد mir میر mirza میرزا mohsen محسن mohseni محسنی
moghadam مقدم mojtaba مجتبی mokhtar مختار mokhtari مختاری moradi مرادی morad مراد mozaffar مظفر mozaffari مظفری
nader نادر naderi نادری nadim ندیم najafi نجفی naser ناصر naseri ناصری nasiri نصیری navid نوید nazari نظری
nemat نعمت nematollah نعمت nima نیما noor نور nouri نوری omid امید parviz پرویز parvin پروین payam پیام pejman پژمان
peyman پیمان pouya پویا qods قدس rahim رحیم rahimi رحیمی rahmani رحمانی raisi رئیسی ramazan رمضان ramezan رمضان
ramezani رمضانی ramin رامین rashid رشید rashidi رشیدی rasoul رسول rasouli رسولی rostam رستم rostami رستمی
rouhani روحانی ruhollah روح saber صابر sadr صدر saeed سعید saeid سعید saeedi سعیدی safari صفری safavi صفوی
sajjad سجاد salami سلامی saleh صالح salehi صالحی salimi سلیمی sardar سردار sasan ساسان seyed سید shahab شهاب
shahid شهید shahin شاهین shahram شهرام shahriar شهریار shahrokh شاهرخ shahrouz شهروز shahrudi شاهرودی
shamkhani شمخانی shams شمس sharif شریف sharifi شریفی shariati شریعتی shirazi شیرازی shokri شکری siamak سیامک
siavash سیاوش soltani سلطانی sohrab سهراب soheil سهیل taher طاهر taheri طاهری tehrani تهرانی tousi طوسی torabi ترابی
tavakoli توکلی vahid وحید vahidi وحیدی vali ولی yazdi یزدی zadeh زاده zahedi زاهدی zare زارع zarei زارعی zarif ظریف
ziaei ضیایی zolghadr ذوالقدر zand زند alavi علوی alireza علیرضا ali علی alizadeh علیزاده aliabadi علیآبادی
ashtari اشتری ashtiani آشتیانی arash آرش arman آرمان artesh ارتش azad آزاد azadi آزادی azar آذر azari آذری
babak بابک babaei بابایی baghbani باغبانی baharestan بهارستان bakhtiar بختیار bakhtiari بختیاری basij بسیج
bayat بیات behesht بهشت beheshti بهشتی danesh دانش daneshjoo دانشجو dehghan دهقان dehghani دهقانی dorri دری
esfahani اصفهانی fakhrizadeh فخریزاده farahani فراهانی fathi فتحی fadavi فدوی fallah فلاح fazli فضلی golzari گلزاری
haghighi حقیقی haghighian حقیقیان hejazi حجازی hemmat همت hemmati همتی jabbari جباری jahan جهان jannati جنتی
kermani کرمانی khansari خوانساری khorasani خراسانی khoshnood خوشنود kouchak کوچک kouhi کوهی lari لاری malek ملک
malekan ملکان mazandarani مازندرانی meshkini مشکینی moghaddam مقدم moghimi مقیمی mohebbi محبی moini معینی
mortazavi مرتضوی naghdi نقدی naqdi نقدی namjoo نامجو nasrollahi نصراللهی nejad نژاد nikbakht نیکبخت nikzad نیکزاد
nilforoushan نیلفروشان nobakht نوبخت nowruz نوروز pakpour پاکپور pour پور pashaei پاشایی qaani قاآنی qalibaf قالیباف
qazvini قزوینی qomi قمی rajabi رجبی radan رادان ravan روان sadatian ساداتیان sadeqi صادقی sarollah ثارالله
shafiee شفیعی shahvarpour شاهوارپور sharafi شرفی soleymani سلیمانی sepah سپاه shahbazi شهبازی shojaei شجاعی
tangsiri تنگسیری tabrizi تبریزی toufighi توفیقی toufanian طوفانیان zaker ذاکر zamani زمانی zanjani زنجانی ziba زیبا
haghani حقانی khoei خویی mahan ماهان mobin مبین noor نور pars پارس saipa سایپا sina سینا tosan توسان yas یاس yas یاس
yaran یاران arshad ارشد basir بصیر behin بهین behran بهران fanavaran فناوران danesh دانش nikan نیکان
pasargad پاسارگاد pishgam پیشگام
""")
"""As Iranians spell; used where the letters say that the text is Persian."""
