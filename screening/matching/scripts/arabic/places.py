"""Countries and cities in Arabic script, a line each: the English word, a colon, and how it is written."""

PLACES = """
syria: سوريا سورية سوریه
syrian: سوري سورى
iraq: عراق
iraqi: عراقي عراقية
iran: إيران ایران
iranian: إيراني ايرانية ایرانیان
lebanon: لبنان
lebanese: لبناني لبنانية
palestine: فلسطين فلسطین
egypt: مصر
egyptian: مصرية
libya: ليبيا
libyan: ليبية
yemen: يمن یمن
yemeni: يمنية
saudi: سعودية
kuwait: كويت
qatar: قطر
bahrain: بحرين
oman: عمان
emirates: إمارات امارات
dubai: دبي دبی
jordan: أردن
turkey: تركيا
afghanistan: أفغانستان افغانستان
afghan: افغان افغانی
pakistan: باكستان پاکستان
sudan: سودان
somalia: صومال
algeria: جزائر
tunisia: تونس
morocco: مغرب مغرب
russia: روسيا روسیه
china: صين چین
damascus: دمشق
baghdad: بغداد
mosul: موصل
aleppo: حلب
homs: حمص
hama: حماة
beirut: بيروت بیروت
tehran: طهران تهران
isfahan: اصفهان أصفهان
shiraz: شیراز
mashhad: مشهد
tabriz: تبریز
qom: قم
kerman: کرمان
"""
