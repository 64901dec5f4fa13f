"""Commonplaces of trade, state and geography, and which of them mean the same in another language."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON = _words(
    """
    trading trade international intl general bank industries industry industrial enterprise enterprises import
    export services service investment investments development global national state center centre institute
    scientific research production engineering construction technology technologies technical systems system
    shipping marine maritime petroleum oil gas energy petrochemical transport logistics foundation organization
    organisation association committee ministry university republic islamic new first united east west north
    south factory plant works management solutions financial finance capital commercial exchange agency federal
    airlines air aviation electronics electronic academy administration aerospace agricultural agriculture agro
    airport airways army assets authority auto automotive base battalion border branch brigade broadcasting
    brothers building bureau business cargo central charity chemical chemicals city college command
    communication communications complex computer consulting consultancy consultants contracting cooperation
    corporate council country court credit customs cyber data defence defense department design devices digital
    directorate distribution district division drilling economic education electric electrical engines equipment
    establishment europe european asia asian africa african america american middle gulf arab arabian eastern
    western northern southern estate estates express facility farm farms fashion fish fishing fleet food foods
    force forces forest freight front fund furniture garment gold goods government guard hardware health heavy
    high home hospital hotel hotels house humanitarian information infrastructure innovation innovative
    instruments insurance integrated intelligence interior internet iron jewelry joint laboratory laboratories
    land law league leasing life line lines liaison machine machinery manufacturing market marketing material
    materials media medical metal metals microelectronics military mill mills mineral minerals mining missile
    mobile motors movement naval navy navigation network news nuclear ocean office offshore operations optical
    overseas partners party people peoples petro pharma pharmaceutical pharmaceuticals pipeline plastic plastics
    police port ports post power precision prison procurement product products programme project projects
    property properties protection radio rail railway railways real refinery refining region regional relief
    repair representative reserve resources retail revolution revolutionary river road roads rocket rubber rural
    school science sciences sea sector securities security shipyard software space special specialized
    specialised sports star steel stone storage store stores strategic studio studies supply support tactical
    tankers technics tech telecom telecommunications television textile textiles tobacco tools tourism tours
    town transit travel travels trust union unit unmanned vehicle vehicles vessel village warehouse water
    weapons welfare wholesale wood world worldwide zone zavod predpriyatie predpriyatiye obedinenie obyedinenie
    nauchno proizvodstvennoe proizvodstvennoye proizvodstvenny nauchny nauchnaya issledovatelsky
    issledovatelskiy institut tsentr konstruktorskoe byuro kb nii npo npp npk nits oboronprom torgovy torgovaya
    torgovlya dom banka tekhnologii tekhnologiya tekhnika tekhnicheskiy tekhnichesky sistemy sistema stroy
    stroitelnaya mashinostroitelny mashinostroenie energiya energetika neft neftyanaya gaz gazovaya
    transportnaya morskoy morskaya parokhodstvo sudostroitelny verf aviatsionny aviatsiya elektronika
    elektronnye opytny gosudarstvennoe gosudarstvenny gosudarstvennaya federalnoe federalny federalnaya
    natsionalny natsionalnaya rossiyskaya rossiyskiy rossii rossiyskoy federatsii respubliki respublika oblast
    obshchestvennaya obshchestvennoe dvizhenie organizatsiya fond soyuz upravlenie upravleniye ministerstvo
    sluzhba agentstvo universitet akademiya imeni glavnoe glavny voyennaya sily armiya brigada kombinat fabrika
    kholding investitsii finans strakhovanie set telekom svyaz comercializadora comercial comercio empresa
    empresas servicios servicio inversiones inversion industria industrias importadora exportadora constructora
    construcciones distribuidora distribuciones grupo agropecuaria agricola ganadera inmobiliaria transportes
    transporte consultores asesores asociados administradora corporacion fundacion instituto banco nacional
    internacional casa cambio hermanos hijos productos alimentos farmaceutica minera petrolera naviera aerolinea
    centro ministerio republica federacion nueva nuevo sistemas tecnologia ingenieria seguridad societe
    entreprise entreprises etablissement etablissements generale commerce industrie banque compagnie groupe
    ministere nationale fondation mouvement republique gesellschaft handel handels vertrieb technik werk werke
    verwaltung vermogensverwaltung beteiligung unternehmen stiftung bundes deutsche maschinenbau anlagenbau
    sharika sharikat muassasa muassasat tijara tijari tijariya lil wal sinaa sinaiya maktab markaz jamiya jamiat
    munazzama masraf sarraf sirafa hawala sanat sanati sanaye bazargani tolidi khadamat mohandesi sazman bonyad
    sherkat pars petroshimi keshtirani bimeh daneshgah pajouhesh fanavari tahghighat gorooh goruh vezarat niroo
    nirou sepah artesh gongsi youxian gufen jituan keji jishu maoyi guoji shiye gongye dianzi jixie touzi fazhan
    jinchukou wuliu ticaret sanayi insaat ithalat ihracat turizm nakliyat gida tekstil pazarlama dis danismanlik
    handelsgesellschaft przedsiebiorstwo zaklad zaklady fabryka podnik obchodni vyroba trgovina industrija
    preduzece
    """
)
"""Words that many organisations' names have."""

_SAME = """
plant zavod factory fabrika fabrica usine fabriek zaklad zaklady fabryka works mill kombinat gamykla
scientific nauchno nauchny nauchnaya nauchnoe naukovo naukovy science sciences wissenschaftlich cientifico scientifique
production proizvodstvennoe proizvodstvennoye proizvodstvenny proizvodstvennaya vyrobnyche produccion manufacturing
association obedinenie obyedinenie obiednannia
research issledovatelsky issledovatelskiy issledovatelskoe issledovatelskaya forschung recherche investigacion pajouhesh
institute institut instituto nii
center centre tsentr tsentar centro centrum zentrum markaz
bureau byuro biuro buro
design konstruktorskoe konstruktorsky konstruktorske kb
enterprise predpriyatie predpriyatiye pidpryyemstvo pradpryemstva empresa entreprise przedsiebiorstwo unternehmen
technology tekhnologii tekhnologiya technologies tecnologia tecnologias technologie technologii keji fanavari tech
technical tekhnicheskiy tekhnichesky tekhnicheskaya technique tecnico technics tekhnika tekhnik
systems sistemy system sistema sistem sistemas systeme
trade torgovy torgovaya torgovlya trading commerce comercio handel handels ticaret tijara bazargani commercial comercial maoyi
house dom casa maison
bank banka banco banque banca bankas
industry promyshlennost industries industria industrias industrie sanayi sanaye sanat industrial promyshlenny promyshlennaya sinaa
state gosudarstvenny gosudarstvennoe gosudarstvennoye gosudarstvennaya derzhavne derzhavny estatal
federal federalnoe federalny federalnaya federalnoye
national natsionalny natsionalnaya natsionalnoe nacional nationale nationaler natsionalen
russian rossiyskaya rossiyskiy rossiysky rossiyskoe rossiyskoy ruska ruske rossii russia rossiya
federation federatsiya federatsii federacion federatsiia
republic respublika respubliki republica republique republika
ministry ministerstvo ministerio ministere vezarat
defence defense oborony oborona otbrana
university universitet universidad universite daneshgah universytet
academy akademiya academia akademie
fund fond foundation fonds fundacion fondation fonden fundacja stiftung muassasa bonyad fondatsiya
union soyuz soiuz
movement dvizhenie dvizheniye mouvement movimiento harakat haraka
organization organisation organizatsiya organizacion organizatsiia sazman munazzama
shipbuilding sudostroitelny sudostroitelnaya sudostroenie shipyard verf
shipping sudokhodnaya parokhodstvo naviera keshtirani
marine morskoy morskaya maritime sea more
energy energiya energetika energia energie
electric elektricheskaya elektrichesky electrico electrique electrical
electronic elektronnye elektronny elektronika electronics electronica dianzi
aviation aviatsionny aviatsiya aviatsionnaya aviacion air aerospace
machine mashinostroitelny mashinostroitelnyy machinery mashinostroenie mashin maschinenbau jixie
building stroitelny stroitelnaya construction stroitelstvo construcciones inzaat insaat constructora
oil neft neftyanaya petroleum petroleo petrolera nefti
gas gaz gazovaya
transport transportnaya transporty transportes transportation
company kompaniya
investment investitsii investments inversiones investitsionnaya touzi
finance finansy finans financial finansovaya financiera financiere
insurance strakhovanie strakhovaya seguros bimeh
management upravlenie upravleniye administration
agency agentstvo agencia agence agentsiya
service sluzhba services servicios servicio khadamat uslugi
regional regionalny regionalnaya regionalnoe
public obshchestvennaya obshchestvennoe obshchestvenny
military voyennaya voyenny voenny voennaya vooruzhennye voennye voenno voyenno
forces sily fuerzas
army armiya armee ejercito artesh jaysh jaish
brigade brigada
regiment polk
division diviziya
special spetsialny spetsialnoe spetsialnaya
general generalny generale
main glavnoe glavny glavnaya
instrument priborostroitelny priborostroenie instruments
experimental opytny opytnoe
named imeni
mechanical mekhanichesky mekhanicheskiy mekhanical mecanica
chemical khimichesky khimicheskiy khimicheskaya chemistry
optical optichesky optiko optika optics
precision pretsizionny
unmanned bespilotnye bespilotny
security bezopasnost bezopasnosti seguridad
party partiya partido
youth molodezhnaya molodezh shabab
support podderzhki podderzhka
development razvitie razvitiya desarrollo developpement
group gruppa
international mezhdunarodny mezhdunarodnaya internacional mezhdunarodnyy internationale beynolmelali guoji
new novaya novy novoe nueva nuevo nouvelle
first pervy pervaya
east vostok vostochny vostochnaya
west zapad zapadny zapadnaya
north sever severny severnaya
south yug yuzhny yuzhnaya
islamic islami islamiyya islamiya islamia eslami islamiyah islamique islamico islamiyyah
front jabhat jabha cephesi frente
revolutionary revolyutsionny enqelab
guard guards pasdaran
corps sepah korpus
central tsentralny tsentralnaya tsentralnoe tsentralen tsentralna tsentralnata zentral
engineering inzhiniring inzhenerny inzhenernaya inzheniring mohandesi muhandisi ingenieria
repair remontny remontnaya remont
gvardiya gvardii garda garde
materials materialov materialy
weapons oruzhie vooruzhenie vooruzheniya oruzheyny arms
customs tamozhennaya tamozhenny tamozhnya
commission komissiya komissii komisiya
committee komitet komitetat comite komite
colony koloniya colonia kolonia
penal ispravitelnaya nakazatelna
fleet flot
region oblast
communications svyaz svyazi ertebatat ittisalat
autonomous avtonomnaya avtonomny
educational obrazovatelnoe obrazovanie education
medical meditsinsky meditsinskaya meditsina
pharmaceutical farmatsevticheskaya farmatsevtichesky farm
agricultural selskokhozyaystvenny agricola
coal ugolnaya ugol
steel stal stalnoy folad foulad
culture kultury kultura cultural kulturny
unitary unitarnoe unitarny unitarne unitarnae
automobile avtomobilny avtomobilnaya auto avto
rocket raketny raketnaya raketna missile
nuclear yaderny yadernaya atomic atomnykh atomny atomnaya
equipment oborudovanie oborudovaniya
import ithalat importadora
export ihracat exportadora
"""  # noqa: E501
"""One meaning a line."""
MEANINGS = {word: f"={line.split()[0]}" for line in _SAME.strip().splitlines() for word in line.split()}
"""A word of trade → the class of the words that mean it."""
