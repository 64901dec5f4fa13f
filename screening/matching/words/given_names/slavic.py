"""Given names of eastern Europe with their sisters in other languages."""

CLASSES = """
aleksandr alexander alexandr aleksander aleksandar alexandre alessandro alejandro oleksandr aliaksandr alyaksandr aliaksander alexandros iskander iskandar skander sasha sasa sacha aleksandre oleksander alex aleks alec alejo xander sandro sandor
aleksandra alexandra oleksandra aliaksandra alyaksandra alexandria alessandra alejandra sandra
aleksey alexey alexei aleksei alexej aleksej aliaksei alyaksey oleksiy oleksii oleksij alexis alyosha aleksy alexi aleksi
anatoly anatoliy anatolii anatolij anatoli anatol anatole anatolie tolya
andrey andrei andrej andriy andrii andrij andrew andreas andres andre andrea andrzej andras andy drew andreja andris andrejs ondrej andrius andreev
anton antony anthony antonio antonius antoine antoni antonin antun antonis tony toni anthonie antanas antons
arkady arkadiy arkadii arkadij arkadi arkadiusz
artem artyom artiom artsiom artsyom artemy artemiy artemii
boris barys borys borya borislav
bogdan bohdan bagdan bahdan
vadim vadym vadzim vadik
valentin valentyn valiantsin valyantsin valentino valentinas
valentina valentyna valiantsina valyantsina
valery valeriy valerii valerij valeri valerie valerio valerius valeryi
vasily vasiliy vasilii vasilij vasyl vasil vasili vassily vassili wassily vasile vasilis basil basile basilio vasilios vasyliy
viktor victor wiktor viktar vittorio victorio vik viktors viktoras
viktoria victoria viktoriya viktoriia viktoryia wiktoria vika vittoria
vitaly vitaliy vitalii vitalij vitali vital witali vitalie
vladimir volodymyr uladzimir uladzimier vladimer wladimir vladymyr volodimir vova volodya wlodzimierz vladimiras vladimirs volodia
vladislav vladyslav uladzislau uladzislav wladyslaw ladislav ladislao vlad laszlo vladislavs
vyacheslav viacheslav vjaceslav vyatcheslav vyacheslau viachaslau slava viatcheslav
gennady gennadiy gennadii gennadij gennadi genadi henadz hennadiy hennadii guennadi gena gennadzi
georgy georgiy georgii georgij georgi georges george giorgi giorgos georgios jorge jorg georg jerzy yorgos gheorghe heorhiy heorhii georgiou jiri giorgio jurgis zhora georgijs gyorgy
grigory grigoriy grigorii grigorij grigori gregory gregor gregorio gregoire hryhoriy hryhorii ryhor grzegorz greg grisha grigor grigol gregorius krikor grigore
daniil danil daniel danylo danila daniyil danilo dan danny daniele daniyar danial danyal
darya daria darja dariya dariia dasha daryia
denis denys dzianis dennis dionisio dionysios dzyanis
dmitry dmitriy dmitrii dmitrij dmitri dmytro dzmitry dimitri dimitry dimitrij dimitar dimitrios demetrius dima dimitris demetrio dzmitryy dmitrijs dimitrie dumitru
yevgeny evgeny evgeniy yevgeniy evgenii evgenij yevhen yevheniy yevhenii eugene eugen eugenio yauhen yauheni jevgenij jevgenijs yevgeni evgeni ievgen zhenya eugeniusz evgenios jevgeni
yekaterina ekaterina katerina kateryna katsiaryna catherine katherine katharina katarina catarina catalina kathryn kate katya kathy katie katarzyna jekaterina caterina kathleen
yelena elena olena alena helena helen helene alyona jelena ilona lena elene eleni ellen helga
elizaveta yelizaveta elizabeth elisabeth yelyzaveta elizabet elisabetta isabel isabella isabelle lizaveta liza lisa betty beth elizabete elspeth liz
igor ihor ihar igors
ivan ioan ioann vanya ivane iwan jovan ioane
john jack johnny jonny jon jhon
johannes johann hans johan jan janos
juan joao
giovanni gianni
ioannis yannis giannis yiannis
hovhannes ovanes oganes
sean shaun shane shawn
ilya ilia ilja illia illya elias eliyahu elijah ilyas ilias iliya eli elia elie ellias
innokenty innokentiy innokentii
irina iryna irena irene irine arina
iosif joseph jose josef yusuf yousef youssef yusef yusof josip jozef giuseppe yosef iosip osip joe jozsef youcef yussuf yusif yousif yousuf josephus jusuf yosif joey pepe
kirill kyrylo kiryl cyril kyril kiril kyrill cirilo cyrille
konstantin kostyantyn kostiantyn constantine constantin kanstantsin konstantinos costantino kostya konstantins konstantine
ksenia kseniya ksenija xenia kseniia oksana aksana xenija
larisa larissa larysa
leonid leanid leonidas leonide lenya
lyudmila ludmila liudmila lyudmyla liudmyla ludmilla lyuda
maksim maxim maksym maxime maximilian maximiliano maksims max massimo
mariya maria marya mary marie mariia maryia mariam maryam miriam marija marja masha miryam maire meryem mariami moira molly
marina maryna
mikhail mihail mykhailo mykhaylo mikhael michael michel miguel michele mikael mikhaylo mihails mihailo mihajlo misha michal mihaly mihai mikhal mikayil mikail mikheil michail mick mike miki mickael
nadezhda nadiya nadiia nadzeya nadja nadezda nadya
natalya natalia nataliya natalie nataliia natallia nathalie natasha natalija nataly nata
nikita mikita mykyta nikitas
nikolay nikolai nikolaj mykola mikalai nicholas nicolas nicolae nikola nikolaos nicola mikalay kolya nikolas nick miklos mikolaj nicholai nikos nicky klaus nikolajs
oleg oleh aleh
olga olha volha olya
pavel pavlo paul pablo paolo paulo pawel pavao pavle paval paulus paavo pol pal boulos bulos bulus paulius
petr pyotr piotr petro peter pierre pedro pietro petar petros piatro boutros butrus petru pieter petya petrus pete petter peder
polina paulina paulin pauline
roman ramon raman romain romanas romans
ruslan rouslan
semyon semen simon simeon simao shimon symon siamion szymon simone simeone simonas
sergey sergei sergej serhiy serhii serhij siarhei syarhei sergiy sergio serge sergiu siarhey seryozha sergi sergejs serghei sergii sierhiej sergius
sofia sofiya sophia sophie sofya sofija sofiia
stanislav stanislau stanislaw stanislas stanislao stanislovas stas
stepan stefan stephen steven stephan etienne esteban stefano stefanos stjepan stsiapan steve estevan istvan szczepan stephane stevan
svetlana svitlana sviatlana svjetlana sveta svyatlana
svyatoslav sviatoslav svjatoslav
taras tarasas
tatyana tatiana tetiana tetyana tatsiana tatjana tania tanya tatsyana
timofey timofei timothy tymofiy tsimafei timoteo timothee tim timofej timotheus
fedor fyodor feodor fiodor theodore theodor teodor fedir fedar theodoros teodoro todor ted theo fjodor tivadar
filipp philip phillip philippe felipe filip filippo philippos phil pylyp filips
eduard edward edvard edouard eduardo edoardo eduardas ed eddie eddy edwards ned
yulia julia yuliya iuliia julija juliya yuliia giulia iulia julie jule
yury yuriy yuri yurii iurii jurij jurii juri iouri yuryi iury jura iuri yura yuryy
yakov jakob jacob yaakov yaqub yakub jacques jacobo giacomo iakov iakob yakiv yaqoub jacobus yaqoob yacoub yaghoub jakub jaakko hakob hagop akop
james jaime jim jimmy jamie
santiago diego tiago
yaroslav iaroslav jaroslav yaraslau jaroslaw
lev leo leon leone leonardo leonard leonhard lenny len
matvey matvei matthew matthias mateo matteo mathieu mateusz matyas matej matviy matt mathias matthieu mattheus
mark marcus marco marc marko markus marek marcos marcel marcelo
luka luke lucas lukas luca lukasz lucian loukas
veronika veronica veranika
vera viera
galina halyna halina galyna
lidia lydia lidiya lidija
liliya lilia lily liliana lilian
nina ninel
raisa raissa
tamara tamar
rostislav rostyslav
miroslav myroslav miroslaw
mstislav mstyslav
platon plato
robert roberto bob bobby rob robbie rupert rubert robin
rodion radion
ruben reuben rouben
samuil samuel samuele sam sammy shmuel shemuel
saveliy savely
vsevolod usevalad
yegor egor jegor iegor
zakhar zachary zakar zaccaria zakariya zakaria zakariyya zacharias zachariah zakariyah zackary zack zach zechariah
zinaida zinayda
adam adamu
akim joachim joaquin yakym joakim
albert alberto albrecht bert adalbert
alfred alfredo alf
"""  # noqa: E501
"""One class a line: its spellings and nicknames."""
