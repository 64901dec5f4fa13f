"""Arabic and Persian words of trade and state, and places, in the English that lists put for them."""

from screening.matching.scripts.arabic.letters import plain
from screening.matching.scripts.arabic.places import PLACES


def _translated(text: str) -> dict[str, tuple[str, ...]]:
    """Each line of `text` is an English word or more, a colon, and the words that it translates."""
    lines = (line.partition(":") for line in text.strip().splitlines())
    return {plain(word): tuple(english.split()) for english, _, words in lines for word in words.split()}


TRADE = _translated(
    PLACES
    + """
company: شركة شركت شرکت كمپنی کمپنی شركات
co ltd: ذمم محدوده
llc: شذمم شمم مسؤوليت
jsc: شمل شمع شمك
limited: محدودة المحدودة محدود
liability: مسؤولية مسئولية مسئولیت
partners: شركاء وشركاه شركاه شرکا
brothers: اخوان
sons: اولاد وأولاده واولاده ابناء
group: مجموعة گروه مجموعه گروپ
holding: القابضة قابضة هلدینگ
foundation: مؤسسة موسسة بنياد بنیاد وقف
institute: معهد مؤسسه موسسه انستیتو پژوهشکده پژوهشگاه آموزشکده
establishment: منشأة منشاة
organization: منظمة سازمان تنظيم
association: جمعية انجمن رابطة جمعیت
society: مجتمع
union: اتحاد اتحادية اتحادیه
federation: فدراسیون فدرالية
front: جبهة جبهه
movement: حركة حرکت جنبش
army: جيش ارتش جیش
forces: قوات نیروی نیروهای
force: قوة نیرو
brigade: لواء كتيبة تیپ
brigades: ألوية كتائب گردان گردانهای
guard: حرس پاسداران حراسة
guards: نگهبان
corps: فيلق سپاه فیلق
battalion: كتيبه
revolution: ثورة انقلاب ثوره
revolutionary: ثوري ثورية انقلابی
resistance: مقاومة مقاومت
state: دولة دولت ولاية
islamic: إسلامي اسلامي اسلامية إسلامية اسلامی الإسلامية
committee: لجنة کمیته لجان
council: مجلس شورای شورى شورا
ministry: وزارة وزارت
government: حكومة حکومت
republic: جمهورية جمهوری
university: جامعة دانشگاه
faculty: كلية دانشکده
school: مدرسة مدرسه
center: مركز مرکز
charity: خيرية خيري خیریه
relief: إغاثة اغاثة اغاثي
humanitarian: إنسانية انسانية
development: تنمية تطوير توسعه
research: بحوث أبحاث تحقیقات پژوهشی تحقیقاتی بحث ابحاث
scientific: علمية علمی علمي
science: علوم
studies: دراسات مطالعات
technology: تكنولوجيا تقنية فناوری تکنولوژی فن تقنيه
technologies: تقنيات فناوریهای
technical: فنية فنی فني تقني
engineering: هندسة مهندسی هندسية مهندسي
engineers: مهندسين مهندسین مهندسان
industry: صناعة صنعت صناعه
industries: صناعات صنایع
industrial: صناعية صنعتی صناعي
production: إنتاج انتاج تولید تولیدی
manufacturing: تصنيع ساخت تصنيعي
factory: مصنع کارخانه معمل
factories: مصانع کارخانجات معامل
workshop: كارگاه کارگاه ورشة
complex: مجتمع
trading: تجارة تجارية بازرگانی تجارت تجاره متاجرة
trade: تجاره
commercial: تجاري تجاریه تجاری
general: عامة عام عمومی
import: استيراد واردات
export: تصدير صادرات
and: و
for: برای
of: من
in: في
services: خدمات
service: خدمة
contracting: مقاولات پیمانکاری
contractors: مقاولون
construction: إنشاءات انشاءات ساختمانی ساختمان بناء تعمير إنشاء عمران
investment: استثمار سرمايه استثماري
investments: استثمارات
financial: مالية مالی مالي
finance: تمويل
bank: بنك بانك بانک مصرف
exchange: صرافة صرافی صيرفة
transfers: تحويلات حوالات
money: أموال نقود
insurance: تأمين بیمه تامين
central: مركزي مرکزی
national: وطنية وطني ملی قومي وطنى
international: دولية دولي بین‌المللی بین دولى بينالمللي
global: عالمية عالمي جهانی
world: عالم
arab: عربية عربي عرب
united: متحدة متحده متحد
new: جديدة جديد جدید نوین
modern: حديثة حديث
first: أول اولى اول
east: شرق خاور
eastern: شرقية شرقي شرقی
west: غرب باختر
western: غربية غربي غربی
north: شمال
northern: شمالية شمالي
south: جنوب
southern: جنوبية جنوبي
middle: أوسط اوسط میانه
gulf: خليج خلیج
oil: نفط نفت زيت
petroleum: بترول بترولية نفطية نفتی
petrochemical: بتروكيماويات پتروشیمی بتروكيميائية
gas: غاز گاز
energy: طاقة انرژی
atomic: اتمی ذرية
nuclear: نووية هسته هسته‌ای
power: نیروگاه
electricity: كهرباء برق
electric: كهربائية
electronic: إلكترونية الکترونیکی الکترونیک
electronics: إلكترونيات الكترونيات الکترونیک
chemical: كيميائية شیمیایی كيماوية
chemicals: كيماويات مواد
medical: طبية پزشکی طبي
pharmaceutical: أدوية دارویی دارو
hospital: مستشفى بیمارستان
steel: فولاد صلب
iron: حديد آهن
metal: معدن فلز فلزات
metals: معادن معدنية
aluminum: ألومنيوم آلومینیوم الومينيوم
cement: اسمنت سیمان
mining: تعدين معدنی
transport: نقل حمل ونقل ترابری
shipping: شحن ملاحة کشتیرانی
maritime: بحرية دریایی بحري
marine: بحریه
lines: خطوط خطوطی
airlines: هواپیمایی
air: هوایی هوا جوي جوية
aviation: طيران هوانوردی
aerospace: هوافضا
airport: مطار فرودگاه
port: ميناء بندر
ship: سفينة کشتی
travel: سفريات مسافرت سفر
tourism: سياحة گردشگری
logistics: لوجستية لجستیک لوجستيات
cars: سيارات
auto: خودرو
automotive: خودروسازی
real estate: عقارات عقارية عقاري
security: أمن امنیت امنية امني
defense: دفاع دفاعی
military: عسكرية نظامی عسكري
intelligence: مخابرات اطلاعات استخبارات
police: شرطة پلیس انتظامی
court: محكمة دادگاه
prison: سجن زندان
law: قانون فرماندهی‌قانون
command: فرماندهی قيادة
media: إعلام رسانه اعلامية
news: خبرگزاری أخبار اخبار
agency: وكالة آژانس
television: تلفزيون تلویزیون
radio: إذاعة رادیو
broadcasting: صدا وسیما
communications: اتصالات ارتباطات
telecommunication: مخابرات
information: معلومات
systems: نظم سیستم سیستمهای أنظمة انظمة
network: شبكة شبکه
internet: انترنت اینترنت
computer: كمبيوتر کامپیوتر رایانه
space: فضاء فضایی فضا
solutions: حلول راهکارهای
consulting: استشارات مشاوره
consultants: مشاور مشاورین
management: إدارة مدیریت ادارة
office: مكتب دفتر
house: بيت خانه
market: سوق بازار
store: متجر فروشگاه
food: أغذية غذایی غذائية مواد‌غذائية
agricultural: زراعية کشاورزی زراعي
agriculture: زراعة
water: مياه آب ماء
land: أرض اراضی
tire: لاستیک
textile: نسيج نساجی
clothing: ملابس پوشاک
jewelry: مجوهرات
gold: ذهب طلا
diamond: ماس
exchangers: صرافون
machinery: ماشین آلات معدات ماشین‌سازی
equipment: تجهیزات تجهيزات
tools: ابزار
parts: قطعات
spare: غيار یدکی
design: طراحی تصميم
quality: كيفیت
supply: تأمین توريد تورید توريدات
supplies: لوازم تموين
cooperative: تعاونية تعاونی
cooperation: تعاون
public: سهامی عمومية
joint stock: مساهمة
private: خاص خاصة
people: شعب مردم خلق
popular: شعبية شعبي شعبیة
imam: إمام امام
holy: مقدس مقدسة
god: خدا
support: دعم پشتیبانی
aid: عون امداد مساعدات
welfare: رفاه
youth: جوانان
women: نساء زنان
children: أطفال کودکان
students: طلاب دانشجویان
brotherhood: اخوة
free: حرة آزاد
zone: منطقة منطقه
fze: شمح
dmcc: مدمس
shipping: شيبينغ شيبينج شپینگ
trading: تريدينغ تريدنغ تریدینگ
management: مانجمنت مانجمينت
bureau: مكاتب
armed: مسلحة مسلح
combatant: مقاتلة
moroccan: مغربية
tunisian: تونسية
peninsula: جزيره‌العرب
higher: عالي
supreme: عالی أعلى
applied: تطبيقية
brokers: وساطة
division: فرقة
headquarters: قرارگاه قرارکاه ستاد
staff: اركان
drilling: حفاری
cultural: فرهنگی ثقافية
self: خودکفایی
cyber: سایبری سایبر
revival: إحياء
heritage: تراث
missile: موشکی موشک
armament: تسلیحاتی
regulatory: مقررات
authority: تنظیم‌مقررات
refining: پالایش
distribution: پخش
products: فرآورده
geographical: جغرافیایی
seventh: هفتم
with: با
"""
)
"""A word without its article → its English."""
