"""Given names of western Europe and the Americas, and the biblical ones that Islam shares."""

CLASSES = """
william bill billy will willy willie wilhelm guillaume guillermo guglielmo willem liam vilhelm vilmos
richard rick dick ricardo riccardo richie rich ricky dickie
charles carlos karl carl charlie carlo karol chuck karel karoly carolus
henry henri heinrich enrique enrico hank harry henrik hendrik henryk heinz
thomas tom tomas tommaso tommy thom tomasz tamas toomas tuomas
edmund edmond edmundo edmondo
francis francisco francesco franz frank francois franco ferenc frantisek franciszek frans pancho paco frankie
frederick frederic friedrich federico fred fritz freddy fredrik fryderyk frederico frederik
joshua josh yehoshua josue
jonathan jonatan yonatan
benjamin benyamin binyamin benjamim benny benji
abraham ibrahim avraham ebrahim abram ibraheem brahim abrahim avram abe ibragim ibrohim
david dawud daoud davud dawood davood davide dave davit davoud dovid dudu davyd daud
isaac ishaq isak izhak yitzhak itzhak eshaq ishak isaak iztok ishaaq
moses musa moussa moshe mousa moise moises mosa mozes
solomon sulayman suleiman suleyman soliman soleiman sulaiman salomon shlomo solayman suliman sulejman souleymane suleman
aaron harun haroun aharon haroon aron
ishmael ismail ismael esmail isma il ismayil ismoil ismaeel ismaill esmaeil ismaiil
job ayyub ayoub ayub ayoob
jonah yunus younis yunis younes yonah yonus yunos jonas younus
gabriel jibril gavriil jibreel gabriele gavriel djibril jebril gabor
rafael raphael rafail raffaele rafal
louis luis ludwig luigi lewis lluis lajos ludovic ludvik luiz
lawrence laurence lorenzo laurent lars lorenz larry lavrentiy laurentius lourenco
vincent vincenzo vicente vince vincenz vinzenz
arthur arturo artur arturas arttu
raymond raymund raimundo raimund ray ramundo raimondo
rudolf rudolph rodolfo rudy rudi
oscar oskar
hugo ugo hugh huw
patrick patricio patrizio paddy padraig patryk
walter gualtiero walt wally
eric erik erich erick eirik
gerald gerard gerhard gerardo gerry gherardo gerrit
geoffrey jeffrey jeff geoff jeffery gottfried godfrey
ronald ron ronnie ronaldo
donald donny
kenneth ken kenny
christopher chris christoph cristobal kristof christophe christos kristoffer cristoforo krzysztof
christian cristian kristian christiaan kristijan
dominic dominik domingo domenico dominique
jerome jeronimo hieronymus gerolamo geronimo
margaret margarita marguerite margarete margherita maggie meg peggy greta margareta rita malgorzata margrit margo
anna ann anne annie ana hanna hannah ganna hana anya anja annette anita anka
barbara barbora varvara basia babs
bridget brigitte brigid birgit brigita
caroline carolina karolina karoline carol
charlotte carlotta karlotta
christina cristina kristina krystyna christine khrystyna kristine tina hrystyna christiane
dorothy dorothea dorota dorotea dora
eleanor eleonora eleanora leonora nora elinor
emily emilia emilie emiliya emmy
esther ester eszter
eva eve ewa yeva ieva
grace graciela grazia
jane joanna joana juana jeanne giovanna johanna janet zhanna ivana joanne jeanette
josephine josefina giuseppina josefa
judith yehudit giuditta judy judit
laura laure
louise luisa ludovica luise lovisa
lucia lucy lucie luzia
magdalena madeleine magdalene madalena
martha marta marthe
monica monika monique
patricia patrizia pat patty tricia
rachel raquel rahel raquela
rebecca rebeca rivka rebekah becky
rosa rose rosie roza
sarah sara sarra sally
susan susanna suzanne susana susanne zuzana zsuzsanna sue suzy
teresa theresa therese tereza terezia
ursula orsola urszula
veronique veronicas
deborah debora debbie debra
jennifer jenny jen
jessica jessie jess
jesus jesu
manuel emmanuel emanuel immanuel manolo emanuele manny
rodrigo rodrigue
salvador salvatore
fernando ferdinand fernand hernando nando
gonzalo goncalo
javier xavier xaver
alonso alfonso alphonse afonso alfonzo
ignacio ignatius ignacy ignazio nacho
hector ettore
hernan hermann herman armando armand
julio julius giulio jules yuliy yulii
julian giuliano juliano julien
martin martino marten martyn
mauricio maurice maurizio moritz maurits
nestor nester
octavio ottavio
raul raoul
rene renato renatus
santos santo
sebastian sebastiano sebastien bastian
tobias toby tobiasz
ulrich ulrik uldarico
adolf adolfo adolph
agnes agnieszka ines agnese inez
albina albine
amalia amelia amelie
august augusto auguste agustin augustin agostino gus augustine
bernard bernardo bernhard bernd
bruno brunon
claude claudio klaudiusz claudius
clement clemente klemens
conrad konrad corrado kurt
cornelius cornelis kees kornel
dietrich theodoric diederik derek dirk
emil emilio emile
ernest ernesto ernst erno
eugenia yevgenia evgenia yevgeniya evgeniya yevheniya eugenie
felix feliks felice
gilbert gilberto
gustav gustavo gustave
harold harald aroldo
ignat ihnat
jeremiah jeremy jeremias yirmiyahu geremia
josiah yoshiyahu
karen karin carina
lambert lamberto
lionel leonel
nathan natan nate nathaniel natanael
norbert norberto
oliver olivier oliviero
otto otton
pius pio
reinhold reinaldo reynaldo rinaldo reginald reynold
rolf rolph
roland rolando orlando
sigmund sigismund zygmunt zsigmond
terence terry terrence
valentine valentinus
wolfgang wolf
yvonne ivonne
zoe zoya zoia
samantha samanta
"""
"""One class a line: its spellings and nicknames."""
