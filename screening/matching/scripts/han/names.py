"""Chinese and Japanese names by heart: family names whose reading or length tells them apart, and Japanese readings."""


def _pairs(text: str) -> dict[str, str]:
    parts = text.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


CHINESE_FAMILY = _pairs("""
王 wang 李 li 张 zhang 張 zhang 刘 liu 劉 liu 陈 chen 陳 chen 杨 yang 楊 yang 黄 huang 黃 huang 赵 zhao 趙 zhao
吴 wu 吳 wu 周 zhou 徐 xu 孙 sun 孫 sun 马 ma 馬 ma 朱 zhu 胡 hu 郭 guo 何 he 高 gao 林 lin 罗 luo 羅 luo 郑 zheng
鄭 zheng 梁 liang 谢 xie 謝 xie 宋 song 唐 tang 许 xu 許 xu 韩 han 韓 han 冯 feng 馮 feng 邓 deng 鄧 deng 曹 cao
彭 peng 曾 zeng 肖 xiao 蕭 xiao 萧 xiao 田 tian 董 dong 袁 yuan 潘 pan 于 yu 蒋 jiang 蔣 jiang 蔡 cai 余 yu 杜 du
叶 ye 葉 ye 程 cheng 苏 su 蘇 su 魏 wei 吕 lu 呂 lu 丁 ding 任 ren 沈 shen 姚 yao 卢 lu 盧 lu 姜 jiang 崔 cui
钟 zhong 鍾 zhong 鐘 zhong 谭 tan 譚 tan 陆 lu 陸 lu 汪 wang 范 fan 范 fan 金 jin 石 shi 廖 liao 贾 jia 賈 jia
夏 xia 韦 wei 韋 wei 付 fu 傅 fu 方 fang 白 bai 邹 zou 鄒 zou 孟 meng 熊 xiong 秦 qin 邱 qiu 江 jiang 尹 yin 薛 xue
闫 yan 閻 yan 阎 yan 段 duan 雷 lei 侯 hou 龙 long 龍 long 史 shi 陶 tao 黎 li 贺 he 賀 he 顾 gu 顧 gu 毛 mao 郝 hao
龚 gong 龔 gong 邵 shao 万 wan 萬 wan 钱 qian 錢 qian 严 yan 嚴 yan 覃 qin 武 wu 戴 dai 莫 mo 孔 kong 向 xiang
汤 tang 湯 tang 习 xi 習 xi 温 wen 溫 wen 康 kang 施 shi 文 wen 牛 niu 樊 fan 葛 ge 邢 xing 安 an 齐 qi 齊 qi 易 yi
乔 qiao 喬 qiao 伍 wu 庞 pang 龐 pang 颜 yan 顏 yan 倪 ni 庄 zhuang 莊 zhuang 聂 nie 聶 nie 章 zhang 鲁 lu 魯 lu
岳 yue 翟 zhai 殷 yin 詹 zhan 申 shen 欧 ou 歐 ou 耿 geng 关 guan 關 guan 兰 lan 蘭 lan 焦 jiao 俞 yu 左 zuo 柳 liu
甘 gan 祝 zhu 包 bao 宁 ning 寧 ning 尚 shang 符 fu 舒 shu 阮 ruan 柯 ke 纪 ji 紀 ji 梅 mei 童 tong 凌 ling 毕 bi
畢 bi 单 shan 單 shan 季 ji 裴 pei 霍 huo 涂 tu 成 cheng 苗 miao 谷 gu 盛 sheng 曲 qu 翁 weng 冉 ran 骆 luo 駱 luo
蓝 lan 藍 lan 路 lu 游 you 辛 xin 靳 jin 管 guan 柴 chai 蒙 meng 鲍 bao 鮑 bao 华 hua 華 hua 喻 yu 祁 qi 蒲 pu
房 fang 滕 teng 屈 qu 饶 rao 饒 rao 解 xie 牟 mou 艾 ai 尤 you 阳 yang 时 shi 穆 mu 农 nong 司 si 卓 zhuo 古 gu
吉 ji 缪 miao 繆 miao 简 jian 簡 jian 车 che 車 che 项 xiang 項 xiang 连 lian 連 lian 芦 lu 麦 mai 麥 mai 褚 chu
娄 lou 婁 lou 窦 dou 竇 dou 戚 qi 岑 cen 景 jing 党 dang 宫 gong 宮 gong 费 fei 費 fei 卜 bu 冷 leng 晏 yan 席 xi
卫 wei 衛 wei 米 mi 柏 bai 宗 zong 瞿 qu 桂 gui 全 quan 佟 tong 应 ying 應 ying 臧 zang 闵 min 閔 min 苟 gou 邬 wu
鄔 wu 边 bian 邊 bian 卞 bian 姬 ji 师 shi 和 he 仇 qiu 栾 luan 欒 luan 隋 sui 商 shang 刁 diao 沙 sha 荣 rong
榮 rong 巫 wu 寇 kou 桑 sang 郎 lang 甄 zhen 丛 cong 仲 zhong 虞 yu 敖 ao 巩 gong 明 ming 佘 she 池 chi 查 zha 麻 ma
苑 yuan 迟 chi 邝 kuang 鄺 kuang 封 feng 谈 tan 談 tan 匡 kuang 鞠 ju 惠 hui 荆 jing 乐 yue 冀 ji 郁 yu 胥 xu
欧阳 ouyang 歐陽 ouyang 司马 sima 司馬 sima 上官 shangguan 诸葛 zhuge 諸葛 zhuge 司徒 situ 皇甫 huangfu 尉迟 yuchi
公孙 gongsun 慕容 murong 令狐 linghu 夏侯 xiahou 东方 dongfang 東方 dongfang 端木 duanmu 申屠 shentu 长孙 zhangsun
宇文 yuwen 轩辕 xuanyuan
""")
"""A family name → its reading, which is not always that of the character elsewhere."""

READ_OTHERWISE = _pairs(
    "行 hang 长 chang 長 chang 重 chong 绿 lu 女 nu 旅 lu 吕 lu 呂 lu 律 lu 略 lue 乐 le 樂 le 曾 zeng 都 du"
)
"""Characters that names read otherwise than the table does, or whose `ü` passports write `u`."""

JAPANESE_FAMILY = _pairs("""
佐藤 sato 鈴木 suzuki 高橋 takahashi 田中 tanaka 渡辺 watanabe 渡邉 watanabe 伊藤 ito 山本 yamamoto 中村 nakamura
小林 kobayashi 加藤 kato 吉田 yoshida 山田 yamada 佐々木 sasaki 山口 yamaguchi 松本 matsumoto 井上 inoue 木村 kimura
林 hayashi 斎藤 saito 斉藤 saito 齋藤 saito 清水 shimizu 山崎 yamazaki 阿部 abe 森 mori 池田 ikeda 橋本 hashimoto
石川 ishikawa 山下 yamashita 小川 ogawa 石井 ishii 長谷川 hasegawa 後藤 goto 岡田 okada 近藤 kondo 前田 maeda
藤田 fujita 遠藤 endo 青木 aoki 坂本 sakamoto 村上 murakami 太田 ota 金子 kaneko 藤井 fujii 福田 fukuda
西村 nishimura 三浦 miura 竹内 takeuchi 中川 nakagawa 岡本 okamoto 松田 matsuda 原田 harada 中野 nakano 小野 ono
田村 tamura 藤原 fujiwara 中山 nakayama 石田 ishida 小島 kojima 和田 wada 森田 morita 内田 uchida 柴田 shibata
酒井 sakai 原 hara 高木 takagi 横山 yokoyama 安藤 ando 宮崎 miyazaki 上田 ueda 島田 shimada 工藤 kudo 大野 ono
宮本 miyamoto 杉山 sugiyama 今井 imai 丸山 maruyama 増田 masuda 高田 takada 村田 murata 平野 hirano 大塚 otsuka
菅原 sugawara 武田 takeda 新井 arai 小山 koyama 野口 noguchi 桜井 sakurai 千葉 chiba 岩崎 iwasaki 松尾 matsuo
野村 nomura 菊地 kikuchi 菊池 kikuchi 木下 kinoshita 佐野 sano 大西 onishi 杉本 sugimoto 新 arata 古川 furukawa
浜田 hamada 市川 ichikawa 小松 komatsu 水野 mizuno 吉川 yoshikawa 山内 yamauchi 西田 nishida 菅 suga 岸田 kishida
安倍 abe 麻生 aso 石破 ishiba 小泉 koizumi 鳩山 hatoyama 野田 noda 河野 kono 篠田 shinoda 司 tsukasa 重信 shigenobu
岡村 okamura 麻原 asahara 松下 matsushita 豊田 toyoda 本田 honda 川崎 kawasaki 三木 miki 大島 oshima 入江 irie
髙山 takayama 高山 takayama
""")
JAPANESE_GIVEN = _pairs("""
太郎 taro 一郎 ichiro 二郎 jiro 次郎 jiro 三郎 saburo 健 ken 健一 kenichi 健二 kenji 健太 kenta 賢治 kenji 誠 makoto
隆 takashi 浩 hiroshi 博 hiroshi 弘 hiroshi 宏 hiroshi 清 kiyoshi 茂 shigeru 実 minoru 進 susumu 勝 masaru
正 tadashi 修 osamu 豊 yutaka 稔 minoru 昭 akira 明 akira 章 akira 晃 akira 勇 isamu 武 takeshi 剛 takeshi
健司 kenji 大輔 daisuke 翔 sho 翔太 shota 拓也 takuya 直樹 naoki 和也 kazuya 達也 tatsuya 哲也 tetsuya 雄一 yuichi
裕介 yusuke 雄介 yusuke 祐介 yusuke 亮 ryo 学 manabu 聡 satoshi 智 satoshi 淳 jun 純 jun 徹 toru 亨 toru 洋 hiroshi
洋一 yoichi 陽一 yoichi 純一郎 junichiro 純一 junichi 晋三 shinzo 義偉 yoshihide 文雄 fumio 太一 taichi 茂樹 shigeki
英樹 hideki 秀樹 hideki 正樹 masaki 雅樹 masaki 正男 masao 正雄 masao 和夫 kazuo 一夫 kazuo 三郎 saburo 四郎 shiro
五郎 goro 花子 hanako 幸子 sachiko 和子 kazuko 洋子 yoko 陽子 yoko 恵子 keiko 京子 kyoko 久美子 kumiko 由美子 yumiko
裕子 yuko 優子 yuko 智子 tomoko 直子 naoko 真由美 mayumi 明美 akemi 美穂 miho 愛 ai 美咲 misaki 葵 aoi 結衣 yui
陽菜 hina 房子 fusako 建市 kenichi 彰晃 shoko 由紀夫 yukio 康夫 yasuo 太朗 taro 進次郎 shinjiro 健作 kensaku
康介 kosuke 大 dai 隆司 takashi 隆之 takayuki 貴之 takayuki 博之 hiroyuki 弘之 hiroyuki
""")
