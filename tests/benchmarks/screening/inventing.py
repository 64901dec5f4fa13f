"""Names of nobody: given and family names of many countries put together anew, and trading names."""

from collections.abc import Sequence
from random import Random

PEOPLE = {
    "arabic": (
        "Ahmad Bilal Faisal Hassan Ibrahim Jamal Khalid Layla Mahmoud Nadia Omar Rashid Salma Tariq Yusuf Zaynab",
        "al-Amiri Barakat Darwish al-Fahd Ghanem Haddad al-Jabri Khoury Mansour Nasser Qasim al-Rashidi Saleh Shahin",
    ),
    "persian": (
        "Ali Bahram Dariush Farhad Golnaz Hossein Kaveh Laleh Mehdi Nasrin Parviz Reza Shirin Taraneh",
        "Ahmadi Bagheri Ebrahimi Farahani Ghorbani Hosseini Jafari Karimi Moradi Nazari Rahimi Sadeghi Tehrani Yazdani",
    ),
    "russian": (
        "Aleksei Boris Dmitry Elena Fyodor Galina Igor Ksenia Lev Marina Nikolai Olga Pavel Roman Svetlana",
        "Antonov Belyaev Chernov Danilov Fomin Gavrilov Ilyin Kalinin Lebedev Morozov Nazarov Orlov Sokolov Zimin",
    ),
    "ukrainian": (
        "Andriy Bohdan Daryna Halyna Ihor Kateryna Larysa Mykola Oksana Petro Serhiy Taras Vasyl Yulia",
        "Bondarenko Danylenko Havrylyuk Hrytsenko Kovalchuk Lysenko Melnyk Ostapenko Petrenko Savchuk Tkachenko Zhuk",
    ),
    "chinese": (
        "Baoguo Chunhua Dongmei Fang Guoqiang Haiyan Jianhong Lihua Meiling Peng Qiang Shufen Wei Xiaoming Yong Zhihao",
        "Bai Cao Deng Feng Gao Huang Jiang Liang Meng Pan Qian Song Tang Wu Xie Yao Zheng",
    ),
    "korean": (
        "Byung-ho Chul-soo Dong-hyun Eun-ji Hye-jin Ji-won Kyung-min Min-jae Sang-woo Seo-yeon Sung-min Young-sook",
        "Ahn Bae Choi Han Hwang Jang Kang Lim Moon Noh Oh Ryu Seo Shin Yoon",
    ),
    "turkish": (
        "Ayşe Burak Cem Deniz Emre Fatma Gül Hakan İbrahim Kemal Leyla Mehmet Nuray Orhan Selim Yasemin",
        "Aksoy Bulut Çelik Demir Erdem Güneş Kaplan Kılıç Öztürk Polat Şahin Toprak Uzun Yıldız",
    ),
    "spanish": (
        "Alejandra Benito Carmen Diego Esteban Fernanda Gonzalo Inés Joaquín Lucía Mateo Pilar Ramón Soledad",
        "Aguirre Benítez Castillo Domínguez Escobar Figueroa Guzmán Herrera Ibarra Jiménez Lozano Méndez Ortega",
    ),
    "french": (
        "Amélie Bertrand Claire Damien Élodie Fabrice Geneviève Hugo Jacques Lucie Matthieu Odile Pascal Solène",
        "Aubert Blanchard Carpentier Dufour Ferrand Garnier Hubert Lefèvre Marchand Noël Perrin Roussel Vasseur",
    ),
    "german": (
        "Anneliese Bernd Christoph Dieter Elke Friedrich Gisela Heinz Ingrid Jürgen Katrin Lothar Monika Rüdiger",
        "Albrecht Böhm Dietrich Eberhardt Fuchs Günther Hartmann Jäger Köhler Lindner Müller Pfeiffer Schäfer Vogt",
    ),
    "english": (
        "Alice Benjamin Charlotte Douglas Edith Frederick Grace Harold Isobel Kenneth Margaret Nigel Rosemary Stephen",
        "Ashworth Bradley Chapman Dawson Ellison Fletcher Hargreaves Jennings Marsden Osborne Prescott Whitaker",
    ),
    "nordic": (
        "Anders Birgitta Einar Freja Gunnar Henrik Ingeborg Kjell Lars Maja Nils Sigrid Torsten Åsa",
        "Andersson Bergström Dahl Eriksen Haugen Jørgensen Lindqvist Mikkelsen Nygaard Rasmussen Sørensen Virtanen",
    ),
    "indian": (
        "Aditya Bhavna Chandra Deepak Gauri Harish Indira Kavita Lakshmi Mohan Nirmala Prakash Rajesh Sunita Vikram",
        "Agarwal Banerjee Chaudhary Desai Gupta Iyer Joshi Kulkarni Menon Nair Pillai Reddy Sharma Trivedi Verma",
    ),
    "african": (
        "Abdoulaye Adaeze Chinedu Desta Emeka Fatou Habtamu Ifeoma Kwame Mamadou Ngozi Oluwaseun Thandiwe Zawadi",
        "Abebe Adeyemi Boateng Diallo Dlamini Eze Kamau Keita Mbeki Mwangi Nkosi Okafor Ouédraogo Tesfaye Traoré",
    ),
    "malay": (
        "Agus Budi Citra Dewi Eko Fitri Hartono Indah Joko Kartika Nurul Putri Rahmat Siti Wahyu Yanti",
        "Gunawan Halim Hidayat Kusuma Lestari Nugroho Prasetyo Rahman Santoso Setiawan Siregar Susanto Wibowo Wijaya",
    ),
    "vietnamese": (
        "Anh Bao Cuong Dung Hai Hanh Hoa Khanh Lan Linh Minh Ngoc Phuong Quang Thanh Tuan",
        "Nguyen Tran Le Pham Hoang Phan Vu Dang Bui Do Ho Ngo Duong Ly",
    ),
}
"""Common given and family names, written by hand: nobody's in particular."""
_FOUNDERS = (
    "Abbott Bergmann Castellan Dufresne Eriksen Falkner Gallo Hoskins Iversen Jansen Keller Lorentz Moretti Novak"
)
_WORDS = (
    "Alpine Amber Anchor Aurora Baltic Beacon Blue Cedar Crescent Delta Eastern Emerald Falcon Global Golden Granite "
    "Harbour Horizon Ivory Lotus Meridian Northern Ocean Orient Pacific Phoenix Royal Sapphire Silver Star Summit "
    "Trident United Universal Vega Western Zenith Severny Vostok Zarya Soyuz Hansa Iberia Levante Anadolu Nippon"
)
_TRADES = (
    "Trading|Shipping|Logistics|Construction|Petroleum|Engineering|Electronics|Import Export|Investment|Holding|"
    "Insurance|Textiles|Foods|Chemicals|Aviation Services|Metals|Mining|Pharmaceuticals|Textil|Maschinenbau|Transporte|"
    "Comercio Exterior|Distribution|Stroy|Neft|Energo|Invest|Motors|Seafood|Marine Services|Software|Consulting"
)
_FORMS = "Ltd|Limited|LLC|Inc.|Corp.|GmbH|AG|S.A.|S.A.R.L.|B.V.|AB|A.S.|OOO|JSC|PLC|Co., Ltd.|FZE|SpA|Pvt Ltd|Group|"
_SYLLABLES = tuple(
    first + vowel + last for first in "bdfgklmnprstvz" for vowel in "aeiou" for last in ("", "n", "r", "l")
)


LISTED, UNLISTED, ALL = slice(0, None, 2), slice(1, None, 2), slice(None)
"""Which of the parts: an invented list and the names that are not on it must not share them."""


def person(dice: Random) -> str:
    """For an invented list, as many as one likes: one of three has a family name that is made of syllables."""
    given, family = _of(_chosen(dice), 0, LISTED), _of(_chosen(dice), 1, LISTED)
    last = word(dice) if dice.random() < 1 / 3 else dice.choice(family)
    middle = [dice.choice(given)] if dice.random() < 0.3 else []
    return " ".join([dice.choice(given), *middle, last])


def compatriot(dice: Random, *, parts: slice = ALL) -> str:
    """Given and family name of one country: what is most like the real names of others."""
    origin = _chosen(dice)
    given, family = dice.choice(_of(origin, 0, parts)), dice.choice(_of(origin, 1, parts))
    return f"{family} {given}" if origin in {"chinese", "korean", "vietnamese"} else f"{given} {family}"


def wanderer(dice: Random, *, parts: slice = ALL) -> str:
    """A given name of one country and a family name of another."""
    one, other = dice.sample(sorted(PEOPLE), 2)
    return f"{dice.choice(_of(one, 0, parts))} {dice.choice(_of(other, 1, parts))}"


def company(dice: Random, *, parts: slice = ALL) -> str:
    words = _WORDS.split()[parts]
    first = dice.choice((words, _FOUNDERS.split()[parts], [word(dice)]))
    more = [dice.choice(words)] if dice.random() < 0.4 else []
    return " ".join(
        [dice.choice(first), *more, dice.choice(_TRADES.split("|")), dice.choice(_FORMS.split("|"))]
    ).strip()


def word(dice: Random) -> str:
    return "".join(dice.choices(_SYLLABLES, k=dice.randint(2, 3))).capitalize()


def recombined(pool: Sequence[str], dice: Random) -> str:
    """The beginning of one name and the end of another, at most eight words."""
    one, other = dice.choice(pool).split(), dice.choice(pool).split()
    return " ".join([*one[: max(1, len(one) // 2)], *other[len(other) // 2 :]][:8])


def _chosen(dice: Random) -> str:
    return dice.choice(sorted(PEOPLE))


def _of(origin: str, part: int, parts: slice) -> list[str]:
    return PEOPLE[origin][part].split()[parts]
