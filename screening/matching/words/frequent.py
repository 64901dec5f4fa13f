"""Names that so many people bear that they tell less: given names and family names, of many countries."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GIVEN = _words(
    """
    muhammad mohammad mohammed mohamed mohamad muhammed mehmet mohd ahmad ahmed ahmet ali hasan hassan hussein
    husayn hussain hossein hosein abdul abdullah abdallah abdulla ibrahim ismail yusuf youssef yousef omar umar
    khalid khaled mahmoud mahmud mustafa said saeed salim saleh salah karim rahim rahman aziz hamid reza mahdi
    mehdi jamal kamal nasir nasser tariq walid fatima aisha maryam mariam zainab khadija amina layla sara sarah
    john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony
    mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan
    jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander
    raymond patrick jack dennis jerry peter mary patricia jennifer linda elizabeth barbara susan jessica karen
    nancy lisa betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah
    anna maria ivan aleksandr aleksander alexandr sergey sergei andrey andrei dmitry dmitri dmitriy vladimir
    aleksey alexey alexei mikhail nikolay nikolai yury yuri yuriy igor oleg viktor victor pavel evgeny yevgeny
    vasily konstantin anatoly valery vitaly roman maksim maxim denis artem anton ilya vyacheslav stanislav
    ruslan boris leonid petr oleksandr serhiy volodymyr andriy mykola elena olga tatiana tatyana natalia natalya
    irina svetlana ekaterina marina yulia galina lyudmila nadezhda jose juan luis carlos jorge pedro antonio
    francisco manuel miguel jesus alejandro fernando rafael roberto ricardo eduardo javier alberto enrique
    sergio raul mario oscar joao paulo ana carmen rosa guadalupe isabel jean pierre michel philippe alain
    jacques bernard marie hans wolfgang klaus jurgen andreas stefan giuseppe giovanni francesco marco andrea
    paolo jan piotr krzysztof andrzej tomasz wei jun jing lei hua ming ying xin yan min hong ping yong qiang
    fang li xiaoming jianguo jong chol song nam hyon myong kyong sung young nguyen thi van duc minh anh hung
    thanh singh kumar raj rajesh sanjay amit anil sunil vijay ravi suresh ramesh
    """
)
FAMILY = _words(
    """
    smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson
    anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis
    robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera
    campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart
    morris morales murphy cook rogers gutierrez ortiz morgan cooper fernandez ruiz alvarez romero castro vargas
    jimenez mendoza rojas herrera medina aguilar vega castillo silva santos oliveira souza pereira costa
    ferreira almeida rodrigues lima gomes ribeiro carvalho muller mueller schmidt schneider fischer weber meyer
    wagner becker schulz hoffmann dubois durand bernard petit moreau laurent rossi russo ferrari esposito
    bianchi nowak kowalski ivanov ivanova petrov petrova sidorov smirnov smirnova kuznetsov kuznetsova popov
    popova vasiliev sokolov mikhaylov novikov fedorov morozov volkov alekseev lebedev semenov egorov pavlov
    kozlov stepanov nikolaev orlov andreev makarov nikitin zakharov shevchenko kovalenko bondarenko tkachenko
    kovalchuk kravchenko melnyk boyko kim park pak choi choe jung jong kang cho yoon yun chang jang lim im han
    oh seo shin kwon hwang ahn song ryu hong ri yi wang zhang chen liu yang huang zhao wu zhou xu sun ma zhu hu
    guo lin luo zheng liang xie tang cao deng feng peng zeng xiao tian pan yuan dong cai jiang yu du ye cheng
    wei su lu ding ren tran le pham hoang phan vu dang bui do ngo duong sato suzuki takahashi tanaka watanabe
    ito yamamoto nakamura kobayashi kato yoshida yamada sasaki khan sharma gupta patel verma mishra yadav shah
    das roy hossain islam begum akhtar malik chaudhry butt qureshi hussaini hosseini ahmadi mohammadi karimi
    rahimi rezaei moradi jafari sadeghi hashemi mousavi rahmani amiri akbari yilmaz kaya demir celik sahin
    yildiz ozturk aydin arslan dogan mammadov aliyev huseynov ismayilov magomedov haddad najjar khatib masri
    hariri sayed sheikh cohen levi mizrahi papadopoulos
    """
)
