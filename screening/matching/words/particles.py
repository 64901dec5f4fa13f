"""Words of a name that stand for no person: particles, and what people are called out of respect."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    """
    al el ul ud ur ar as az ash an bin bint ibn ben bel ould wuld walad abd abdul abu abou umm um bu aba dhu zul de
    del della dello degli dei di da do dos das du des la le les los las lo van von der den het ter ten te zu zur zum
    vom af av y e i and und et og och en of the for in at on by to from with za na iz po v s k u ve ile dla pri od d
    l o st san santa santo sao saint mac mc fitz son daughter nee born alias aka fka oglu kyzy uly
    """
)
TITLES = _words(
    """
    mr mrs ms miss mx messrs dr doctor doktor prof professor profesor sir dame lord lady hon honourable honorable
    rev reverend father fr sister brother esq eng engineer ing muhandis arch mgr maulavi mullah mawlawi maulvi
    maulana mawlana mulla molla moulavi hajji haji hadji alhaj alhaji haj hajj hajja hajiya sheikh shaykh sheik
    shaikh cheikh chekh cheik sheikha imam qari hafiz mufti qazi qadi ustad ustaz ustadh usta general gen colonel
    col major maj captain capt lieutenant lt brigadier brig sergeant sgt corporal admiral adm commodore marshal
    commander cmdr cdr sardar sarlashkar sartip polkovnik mayor kapitan leytenant ayatollah ayatullah hojjatoleslam
    hojatoleslam hojjat hojatol sayyid sayed sayyed seyed seyyed sayid said saiyid syed sid sidi moulay mulay herr
    frau fraulein senor senora senorita don dona dom signor signora monsieur madame mme mlle pan pani gospodin
    gospozha tovarishch bey bay bayan pasha efendi agha aqa khanum begum shri sri smt thiru president presidente
    prezident prasident predsjednik predsednik presiden presedintele presidentti elnok prezydent minister ministre
    senator deputy governor ambassador judge justice prince princess king queen emir amir sultan shah mirza
    comandante commandante kommandant presiding his her excellency highness majesty eminence datuk dato datin tan
    tun tengku raja encik puan tuan mang ong ustaza pir
    """
) - {
    "said",
    "sultan",
    "amir",
    "shah",
    "mirza",
    "raja",
    "bay",
    "tan",
    "ong",
    "sid",
    "mayor",
    "king",
    "prince",
    "pan",
    "judge",
    "justice",
    "father",
    "to",
}
"""Those that are as often a name as a title are left out: Amir, Sultan, Shah, King, Tan …"""
