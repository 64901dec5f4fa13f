"""Chinese and Japanese words of trade and place, in the English that lists put for them."""


def _translated(text: str) -> dict[str, tuple[str, ...]]:
    lines = (line.partition(":") for line in text.strip().splitlines())
    return {word: tuple(english.split()) for english, _, words in lines for word in words.split()}


TRADE = _translated("""
co ltd: 有限公司 股份有限公司 有限责任公司 有限責任公司 股份公司 株式会社 有限会社 股份有限责任公司
company: 公司 会社
llc: 合同会社
corporation: 总公司 總公司
group: 集团 集團 グループ
holdings: 控股 控股有限公司
limited: 有限
technology: 科技 技术 技術 工艺
international: 国际 國際
trading: 贸易 貿易 商贸 商貿 经贸 經貿
trade: 商务 商務
import export: 进出口 進出口
import: 进口 進口
export: 出口
industry: 工业 工業 产业 產業
industrial: 实业 實業
electronics: 电子 電子
electronic: 电器
electric: 电气 電氣
semiconductor: 半导体 半導體
microelectronics: 微电子
optoelectronics: 光电 光電
chip: 芯片
machinery: 机械 機械
machine: 机器 機器
machine tool: 机床 機床
tool: 工具 刀具
cnc: 数控 數控
equipment: 设备 設備 装备 裝備
instrument: 仪器 儀器 仪表
precision: 精密
manufacturing: 制造 製造
bearing: 轴承
valve: 阀门
mould: 模具
auto: 汽车 汽車
parts: 零部件 配件
engine: 发动机
chemical: 化工 化学 化學
petrochemical: 石化
petroleum: 石油
oil: 油
gas: 天然气 燃气
energy: 能源
new energy: 新能源
power: 电力 電力 动力
nuclear: 核
coal: 煤炭
mining: 矿业 礦業
steel: 钢铁 鋼鐵 特钢
metal: 金属 金屬
materials: 材料
new materials: 新材料
composite: 复合材料
carbon fiber: 碳纤维
rubber: 橡胶
plastic: 塑料
cable: 电缆
shipping: 航运 航運 海运 海運 船务 船務
ship: 船舶
shipbuilding: 造船
marine: 海洋
logistics: 物流
supply chain: 供应链 供應鏈
freight: 货运 貨運 货代
transport: 运输 運輸
aviation: 航空
aerospace: 航天 宇航
satellite: 卫星
space: 空间
uav: 无人机
drone: 无人飞机
intelligent: 智能
smart: 智慧
robot: 机器人
communication: 通信 通讯 通訊
telecommunications: 电信
network: 网络 網絡
information: 信息 資訊
data: 数据 數據
software: 软件 軟件
digital: 数字 数码
computer: 计算机
system: 系统 系統
laser: 激光
sensor: 传感器
optical: 光学
research: 研究
institute: 研究院 研究所
design: 设计 設計
engineering: 工程
construction: 建设 建設 建筑 建築
investment: 投资 投資
management: 管理
consulting: 咨询
services: 服务 服務
service: 服务业
development: 发展 發展 开发 開發
financial: 金融
capital: 资本 資本
bank: 银行 銀行
insurance: 保险 保險
real estate: 房地产 地产
property: 置业
hotel: 酒店
tourism: 旅游
entertainment: 娱乐
culture: 文化
media: 传媒
education: 教育
university: 大学 大學
college: 学院 學院
hospital: 医院
medical: 医疗 醫療
pharmaceutical: 医药 制药 藥業
biotechnology: 生物科技
biological: 生物
food: 食品
agriculture: 农业 農業
fishery: 渔业 漁業
textile: 纺织 紡織
garment: 服装
center: 中心
office: 办公室 事务所
factory: 厂 工厂 廠
ministry: 部委
bureau: 局
committee: 委员会
association: 协会 協會
foundation: 基金会 基金會
fund: 基金
party: 党
government: 政府
national: 国家 國家
defense: 国防
military: 军事
security: 安全 保安
police: 公安
people: 人民
republic: 共和国
general: 通用
global: 全球 环球 環球
world: 世界
china: 中国 中國
chinese: 中华
asia: 亚洲 亞洲
pacific: 太平洋
oriental: 东方
east: 华东
city: 市
province: 省
district: 区
and: 和 与 及
beijing: 北京
shanghai: 上海
shenzhen: 深圳
guangzhou: 广州 廣州
guangdong: 广东
dongguan: 东莞
hong kong: 香港
macau: 澳门
taiwan: 台湾 臺灣
tianjin: 天津
chongqing: 重庆 重慶
chengdu: 成都
sichuan: 四川
wuhan: 武汉
hubei: 湖北
hunan: 湖南
changsha: 长沙
nanjing: 南京
suzhou: 苏州
wuxi: 无锡
jiangsu: 江苏
hangzhou: 杭州
ningbo: 宁波
zhejiang: 浙江
wenzhou: 温州
yiwu: 义乌
fujian: 福建
xiamen: 厦门
fuzhou: 福州
shandong: 山东
jinan: 济南
qingdao: 青岛
yantai: 烟台
dalian: 大连
shenyang: 沈阳
liaoning: 辽宁
harbin: 哈尔滨
heilongjiang: 黑龙江
jilin: 吉林
changchun: 长春
dandong: 丹东
hebei: 河北
shijiazhuang: 石家庄
henan: 河南
zhengzhou: 郑州
luoyang: 洛阳
shanxi: 山西
taiyuan: 太原
shaanxi: 陕西
xian: 西安
gansu: 甘肃
xinjiang: 新疆
urumqi: 乌鲁木齐
tibet: 西藏
yunnan: 云南
kunming: 昆明
guizhou: 贵州
guangxi: 广西
hainan: 海南
anhui: 安徽
hefei: 合肥
jiangxi: 江西
nanchang: 南昌
zhuhai: 珠海
foshan: 佛山
zhongshan: 中山
huizhou: 惠州
inner mongolia: 内蒙古
japan: 日本
tokyo: 東京
osaka: 大阪
korea: 朝鲜 韩国
pyongyang: 平壤
singapore: 新加坡
russia: 俄罗斯
iran: 伊朗
syria: 叙利亚
""")
"""Characters → their English; of several that fit the longest is taken."""
