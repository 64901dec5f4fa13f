"""Legal forms of companies: spellings of some sixty jurisdictions → the kind of company, one for all languages."""

_FORMS = {
    "ltd": """
        ltd limited ltda limitada ltee ldt ltdsti sirketi sti limitata tbk ltdco limite begrenzte unltd terbatas
        mahdouda mahdoud mahdud
    """,
    "co": """
        co company cia compania companhia compagnie kompaniya kompania companie kompanija kompanii kompanie kompani
        sirket sherkat sharikat sharikah sherkate sharika cie coy comp gongsi kongsi konsern hoesa kaisha gaisha
        spolecnost spolocnost vennootschap bolag etaireia etairia cty gesellschaft
    """,
    "corp": """
        corp corporation korporatsiya corporacion korporatsia korporatsiia korporacija corporacao corporatie
        korporacja
    """,
    "inc": "inc incorporated incorporee",
    "llc": """
        llc ooo tov too mchj doo dooel gmbh sarl srl eurl lda sro kft spzoo oue ou uab sia wll tovarystvo llcs lc
        pllc ltdllc odo osoo oosoo ood eood tdv tzov taa odoo mmc shpk shps spoo sprl bvba srlu srls suarl sarlu
        sasu eirl eireli gesmbh ggmbh mbh ug aps ehf epe mepe yugen jshs jdmm tnhh spol dno besloten osauhing besk
        masuliyati xk zaoo ohk whk shs unipessoal selarl rl sapi scrl shpkp
    """,
    "jsc": """
        jsc ao oao zao pao ojsc cjsc pjsc oajsc prjsc nao at pat prat sa sas spa ag ab as asa oy oyj plc nv bv se
        njsc aoz aozt aoot zat vat vvat ad ead pad akd dd zrt nyrt rt kgaa aktiengesellschaft aktiebolag osakeyhtio
        aktieselskab aksjeselskap asbank aktsiaselts oaat aat zaat asc qsc shsc sha sae saog saoc bsc bscc psc pjsco
        kscc kscp ksc sal spk pcl jsb kk kabushiki chusik jusik gufen sapa soparfi sicav publ anonim anonyme anonima
        saa sab sabdecv sgps persero hf ae mpy reszvenytarsasag oaoo oaj llcjsc ojs cjs aktsionerlik kogamy
    """,
    "lp": """
        lp llp kg kommanditgesellschaft ohg gbr lllp slp scs sca snc vof cva ks kd kds jv ohgmbh spj komandit
        kollektif tmi comanditaria
    """,
    "sl": "sl slu slne sll",
    "pte": "pte pty pvt private pvtltd ptyltd pteltd",
    "sdn": "sdn bhd berhad sendirian sdnbhd",
    "fze": "fze fzco fzc fzllc fz dmcc fzellc fzcollc jafza fzcompany",
    "cv": "cv",
    "pt": "pt perseroan perum",
    "soe": """
        fgup gup fkp fkup mup kgup oup rup fsue sue udup kup okp fgu fgbu fgbou gbu gku fbu fgku fgbuz fgaou
    """,
    "ano": "ano npo nko noo",
    "coop": "coop cooperative cooperativa kooperativ kooperatif spoldzielnia genossenschaft osuuskunta zadruga",
    "ev": "asbl aisbl vzw ivzw eingetragener onlus",
    "sole": "fop chp chup fie pfa",
    "group": """
        group gruppa groupe grupo holding holdings kholding gruppe gruppo grupa groep gruppen koncern kontsern
        concern jituan grup holdingi kholdinh skupina csoport
    """,
}
FORMS = {spelling: form for form, spellings in _FORMS.items() for spelling in spellings.split()}
"""A legal form's spelling → the form: the same kind of company under many laws and in many languages."""

_PHRASES = {
    "llc": """
        limited liability company; limited liability co; limited liability; co with limited liability;
        company with limited liability; society with limited liability; with limited liability; l l c; w l l; o o o;
        t o v; obshchestvo s ogranichennoy otvetstvennostyu; obschestvo s ogranichennoi otvetstvennostyu;
        obshchestvo s ogranichennoi otvetstvennostyu; obshchestvo s dopolnitelnoy otvetstvennostyu;
        s ogranichennoy otvetstvennostyu; tovarishchestvo s ogranichennoy otvetstvennostyu;
        tovarystvo z obmezhenoyu vidpovidalnistyu; tovarystvo z dodatkovoyu vidpovidalnistyu;
        tavarystva z abmezhavanay adkaznastsyu; druzhestvo s ogranichena otgovornost;
        ednolichno druzhestvo s ogranichena otgovornost; zhauapkershiligi shekteuli seriktestigi;
        zhauapkershiligi shekteuli seriktestik; masuliyati cheklangan jamiyati; masuliyati cheklangan jamiyat;
        mehdud mesuliyyetli cemiyyet; mahdud masuliyyatli jamiyyat; mehdud mesuliyyetli cemiyyeti;
        spolka z ograniczona odpowiedzialnoscia; sp z o o; sp zoo; spolka z oo; sp z oo; s r o; spol s r o;
        spolecnost s rucenim omezenym; spolocnost s rucenim obmedzenym; korlatolt felelossegu tarsasag;
        societate cu raspundere limitata; s r l; s a r l; drustvo s ogranicenom odgovornoscu;
        drustvo sa ogranicenom odgovornoscu; druzba z omejeno odgovornostjo; d o o;
        drushtvo so ogranichena odgovornost; uzdaroji akcine bendrove; sabiedriba ar ierobezotu atbildibu;
        gesellschaft mit beschrankter haftung; mit beschrankter haftung; m b h; besloten vennootschap;
        besloten vennootschap met beperkte aansprakelijkheid; societe a responsabilite limitee;
        a responsabilite limitee; sociedad de responsabilidad limitada; sociedad limitada; sociedade limitada;
        sociedade por quotas; s de r l; s de rl; societa a responsabilita limitata; etaireia periorismenis efthynis;
        idiotiki kefalaiouchiki etaireia; limited sirketi; limited sirket; ltd sti; cong ty tnhh;
        cong ty trach nhiem huu han; yugen kaisha; yugen gaisha; godo kaisha; yuhan hoesa;
        shoqeri me pergjegjesi te kufizuar; anpartsselskab; private company limited by shares; ba masouliat mahdoud;
        ba masouliyat mahdoud; masouliat mahdoud
    """,
    "lp": """
        limited liability partnership; limited partnership; general partnership; l p; l l p; kommanditgesellschaft;
        spolka komandytowa; spolka jawna; offene handelsgesellschaft; societe en commandite;
        societe en nom collectif; sociedad en comandita; komandit sirketi; kollektif sirketi;
        persekutuan komanditer; komanditna spolocnost
    """,
    "jsc": """
        joint stock company; public joint stock company; open joint stock company; closed joint stock company;
        private joint stock company; non public joint stock company; joint stock; joint stock co;
        public joint stock; open joint stock; closed joint stock; public limited company; open jsc; public jsc;
        closed jsc; private jsc; aktsionernoye obshchestvo; aktsionernoe obshchestvo;
        publichnoe aktsionernoe obshchestvo; publichnoye aktsionernoye obshchestvo;
        otkrytoe aktsionernoe obshchestvo; otkrytoye aktsionernoye obshchestvo; zakrytoe aktsionernoe obshchestvo;
        zakrytoye aktsionernoye obshchestvo; nepublichnoe aktsionernoe obshchestvo;
        nepublichnoye aktsionernoye obshchestvo; aktsionerne tovarystvo; publichne aktsionerne tovarystvo;
        pryvatne aktsionerne tovarystvo; vidkryte aktsionerne tovarystvo; zakryte aktsionerne tovarystvo;
        aktsyyanernae tavarystva; adkrytae aktsyyanernae tavarystva; zakrytae aktsyyanernae tavarystva;
        aktsionerno druzhestvo; otvoreno aktsionerno druzhestvo; zakrito aktsionerno druzhestvo;
        publichno aktsionerno druzhestvo; publichnoto aktsionerno druzhestvo; ednolichno aktsionerno druzhestvo;
        aktsionerlik kogamy; aktsiyadorlik jamiyati; aksiyadorlik jamiyati; aciq sehmdar cemiyyeti; spolka akcyjna;
        akciova spolecnost; akciova spolocnost; otevrena akciova spolecnost; verejna akciova spolocnost;
        reszvenytarsasag; nyilvanosan mukodo reszvenytarsasag; zartkoruen mukodo reszvenytarsasag;
        nyilt reszvenytarsasag; societate pe actiuni; dionicko drustvo; akcionarsko drustvo; delniska druzba;
        javno dionicko drustvo; akcine bendrove; atviroji akcine bendrove; akciju sabiedriba;
        atklata akciju sabiedriba; sociedad anonima; sociedade anonima; sociedade por acoes; societe anonyme;
        societe par actions simplifiee; societe par actions; sociedad por acciones simplificada;
        sociedad anonima cerrada; societa per azioni; naamloze vennootschap; anonymi etaireia; anonymos etaireia;
        anonim sirketi; anonim sirket; anonim ortakligi; cong ty co phan; kabushiki kaisha; kabushiki gaisha;
        chusik hoesa; jusik hoesa; gufen youxian gongsi; public company limited; shoqeri aksionare;
        allmennaksjeselskap; s p a; s a; b v; n v; a s; a g; p l c; a d; a o; z a o; o a o; p a o; s a s; s a l;
        s a e; b s c; sahami khas; sahami aam; sherkat sahami khas; sherkat sahami aam; private joint stock co;
        public joint stock co; open joint stock co; closed joint stock co
    """,
    "sl": """
        s l; s l u
    """,
    "fze": """
        f z e; f z c o; free zone establishment; free zone company; free zone co; free zone; fz llc; fze llc;
        fzco llc
    """,
    "cv": """
        c v; de c v; de cv; de r l; sociedad anonima de capital variable; sa de cv; s a de c v; sa de c v;
        s a de cv; sapi de cv; s de rl de cv; s de r l de c v; capital variable
    """,
    "ltd": """
        private limited; pvt limited; pte limited; pty limited; youxian gongsi; you xian gong si;
        proprietary limited
    """,
    "sdn": """
        sendirian berhad; sdn berhad
    """,
    "pt": """
        perseroan terbatas; p t
    """,
    "soe": """
        federal state unitary enterprise; state unitary enterprise; state unitary;
        federalnoe gosudarstvennoe unitarnoe predpriyatie; federalnoye gosudarstvennoye unitarnoye predpriyatiye;
        gosudarstvennoe unitarnoe predpriyatie; unitary enterprise; gosudarstvennoye unitarnoye predpriyatiye;
        respublikanskoe unitarnoe predpriyatie; unitarnoe predpriyatie; republican unitary enterprise;
        federalnoe kazennoe predpriyatie; federal state enterprise; state owned enterprise; derzhavne pidpryyemstvo;
        unitarne pidpryyemstvo; respublikanskaye unitarnaye pradpryemstva; municipal unitary enterprise;
        unitarnae pradpryemstva; gosudarstvennoe predpriyatie; munitsipalnoe unitarnoe predpriyatie;
        federal treasury enterprise
    """,
    "ano": """
        autonomous non profit organization; autonomous nonprofit organization;
        autonomous non commercial organization; autonomous nonprofit organisation;
        autonomous non profit organisation; autonomous non commercial organisation;
        avtonomnaya nekommercheskaya organizatsiya; nekommercheskaya organizatsiya; non profit organization;
        nonprofit organization; non profit organisation; non commercial organization; non governmental organization
    """,
    "ev": """
        eingetragener verein; e v; association sans but lucratif
    """,
    "sole": """
        individualny predprinimatel; individual entrepreneur; sole proprietor; sole proprietorship;
        fizychna osoba pidpryyemets
    """,
    "group": """
        group of companies; gruppa kompaniy; grup kompaniy; group companies; grupa kompanii; jituan gongsi
    """,
}
PHRASES = {
    tuple(phrase.split()): form
    for form, phrases in _PHRASES.items()
    for phrase in phrases.replace("\n", " ").split(";")
    if phrase.strip()
}
"""Legal forms of several words, and with dots between their letters."""

OF_PHRASES = frozenset(word for phrase in PHRASES for word in phrase)

_LONG_WORDS = """
    limited liability company partnership public joint stock closed private incorporated corporation obshchestvo
    ogranichennoy otvetstvennostyu aktsionernoe aktsionernoye publichnoe otkrytoe zakrytoe sociedad anonima societe
    anonyme responsabilidad limitada unitary enterprise tovarystvo druzhestvo gesellschaft haftung beschrankter
"""
SPELT_OUT = sorted(_LONG_WORDS.split())
"""The words of legal forms that are long enough to be recognised when they are misspelt."""
