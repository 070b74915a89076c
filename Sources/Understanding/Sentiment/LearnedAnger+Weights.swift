/// What words and turns of phrase tell about anger, learned from people's judgements: log-odds by feature, about a
/// thousand of them.
///
/// Derived from the training part of GoEmotions (Demszky et al. 2020, Google; the copy monologg/GoEmotions-pytorch at
/// b75f9d3), licensed under the Apache License 2.0, http://www.apache.org/licenses/LICENSE-2.0. Changed: 25,000 of its
/// messages, "frustrated" meaning anger, annoyance, disgust, disappointment or disapproval, were reduced to these
/// weights; no text of it is here. Logistic regression over words, pairs, threes and first five letters (`disgu~`)
/// found in at least eight messages, beside the rules' own log-odds, each scaled by the length of its message.
/// Words about who people are, their families, politics and games were left out before training, as were words that
/// only hold sentences together; afterwards what a shop speaks of every day and what the rules for complaints read.
/// Plain denials ("no", "I don't") count half and "?" less, for to a shop they are mostly answers and questions.
extension LearnedAnger {
    static let weights: [(weight: Double, features: String)] = [
        (
            5.0,
            """
            disgu~
            """
        ),
        (
            4.6,
            """
            disgusting
            """
        ),
        (
            4.4,
            """
            shut
            """
        ),
        (
            4.2,
            """
            awful,fuck
            """
        ),
        (
            3.8,
            """
            hate,i hate,worse
            """
        ),
        (
            3.6,
            """
            annoy~
            """
        ),
        (
            3.4,
            """
            shut up,stupi~
            """
        ),
        (
            3.0,
            """
            angry,weird
            """
        ),
        (
            2.8,
            """
            disap~,thats not,worst
            """
        ),
        (
            2.6,
            """
            fucking,fucki~,hell
            """
        ),
        (
            2.4,
            """
            assho~,too bad
            """
        ),
        (
            2.2,
            """
            depre~,disag~,frust~,idiot,nah,stupid,the worst,why are
            """
        ),
        (
            2.0,
            """
            basta~,blame,bruta~,canno~,cant be,damn,disagree,dont,dont think,fucke~,hasnt,idiots,idiot~,nasty,piss,
            such a,the hell,upset~,you cant,😂
            """
        ),
        (
            1.8,
            """
            asshole,bad,boring,borin~,damni~,dirty,disappointing,dont like,how dare,is wrong,mothe~,no,nope,
            shouldnt,such,sucks,underrated
            """
        ),
        (
            1.6,
            """
            aint,arent,but ok,cares,cowar~,creep~,disre~,fake,false,gross,hurt,isnt,nonse~,ridic~,sucke~,troll~,
            unfortunately
            """
        ),
        (
            1.4,
            """
            a shame,an asshole,annoying,anyways,brutal,complete,curse,damn it,dare,delusional,destr~,doesn~,dumb,
            frustrating,fuck off,i dont believe,i refuse,incor~,insul~,no thanks,not,pointing,suck,that sucks,
            this isnt,throw~,unfor~,unpopular,unpop~,yall
            """
        ),
        (
            1.2,
            """
            a weird,absolutely,abuse~,an idiot,and how,annoyed,arguing,argui~,attitude,attit~,clear,conve~,decided,
            delus~,didnt like,doesnt mean,find,fool,greas~,heck,ignorance,incorrect,irrit~,it wont,just doesnt,kick,
            literally,nothi~,overrated,overr~,quite,refuse,refuse to,respe~,ridiculous,running,runni~,saying that,
            shitty,shitt~,shouldnt be,tell me,theyve,theyv~,this doesnt,to tell,type,utter,waste of,weird~,
            why the fuck,will not,wrong with,yup
            """
        ),
        (
            1.0,
            """
            abusi~,accus~,anarc~,and why,anti,anymore,anymo~,are getting,around the,as hell,badly,bait,bastard,
            becoming,betra~,better,bette~,bulls~,but its,cant,creepy,curse~,decid~,depressing,didnt get,direct,
            directly,discu~,dont believe,entir~,expec~,feeling,forma~,fuck the,fun of,glori~,godda~,good on,
            harassment,haras~,hated,hes not,i cant imagine,i couldnt,insult,is bad,is nothing,is such,it wasnt,
            judge,lack of,make sense,manip~,needs to,negat~,no way,nonsense,not a,not gonna,not worth,offen~,oh no,
            prefer,rather than,read that,ruine~,sayin~,seem,sense,seriously,shit,shitp~,so sad,succe~,terrible,
            theres a,this point,trigg~,trolls,trust,uncomfortable,under~,useful,usefu~,world,would not,wrong,yep,
            yikes
            """
        ),
        (
            0.8,
            """
            a fucking,a nice,above,acting,actin~,aggre~,alter~,amoun~,autho~,away,bullshit,bunch of,came here,
            cant imagine,completely,cross~,didnt,didnt think,disli~,doesnt,dumba~,ends,examp~,explanation,extremely,
            favor~,freak~,fucked,funny,given,gone,good,good to,happen,harde~,how is,huge,i keep,ignor~,incre~,
            ive seen,lack,low,lucky,mate,membe~,my mind,not my,often,oof,opinion,perfectly,plenty of,posting,posti~,
            pract~,quick,refus~,regul~,same,serio~,shoul~,small,smell~,smile,sorry but,sound like,stand~,super~,
            surprise,that isnt,thats so,thought it,throw,throwing,to believe,uncom~,wanting,wanti~,was not,we dont,
            weve,whole,win,words,wouldnt
            """
        ),
        (
            0.6,
            """
            about how,act,anywa~,ass,belie~,best,bothe~,break,bunch,but i,but i dont,but this,cannot,cant even,
            compl~,consi~,const~,contr~,count~,dark,defen~,direc~,disco~,dont need,downv~,dumbass,effec~,end of,
            everybody,facts,fair,gonna be,good job,hit,i cant,i didnt,i dont,i never,i remember,i understand,i used,
            i wouldnt,impre~,insta~,interested in,is no,is not,it doesnt,it gets,its not,just dont,kind of,least,
            line,liter~,loud,love you,makes it,making,makin~,match,nothing,nothing to,opini~,perso~,point,proce~,
            same way,saying,signi~,started,the fuck,the real,thems~,toxic,type of,upset,walk,well,worth,would~
            """
        ),
        (
            0.4,
            """
            absol~,against,almost,almos~,article,artic~,book,break~,calling,calli~,chara~,commu~,creat~,entire,
            exactly,exact~,figur~,fine,gonna,good luck,histo~,i actually,i thought,im sure,leave,live,makes,needs,
            never,oh,oppos~,point~,posit~,shame,shoot~,sign,sound,stuff,super,taking,takin~,talking about,talki~,
            tell,though,times,true,using,watching,youre not
            """
        ),
        (
            0.2,
            """
            around,aroun~,becom~,feeli~,im not,mind,nice,sounds,throu~,wasnt,wont
            """
        ),
        (
            -0.2,
            """
            believe,far,guess,happe~,read,reason,thats what
            """
        ),
        (
            -0.4,
            """
            actually,actua~,better than,but,chance,chang~,comme~,couple,definitely,different,enough,enoug~,
            fantastic,few,forget,found,getting,getti~,holy,kille~,knew,looki~,love this,matte~,mean,momen~,mostly,
            mostl~,notic~,played,playe~,pretty,prett~,reading,readi~,reaso~,reminds,rest,sounds like,strong,
            the best,the same,thought,to talk,usual~,without,witho~,youve
            """
        ),
        (
            -0.6,
            """
            a great,across,acros~,actio~,afraid of,agree~,be surprised,beat,behav~,bring,but it,choic~,choos~,clean,
            colle~,commo~,conti~,correct,coupl~,crying,cryin~,curre~,decis~,depen~,devel~,during,durin~,easily,
            easil~,embarrassing,emoti~,etc,event~,except,excited,exist~,fall,fello~,focus,forge~,happi~,hero,hot,
            how,how did,i guess,i loved,i read,i wish,i wonder,id love,imagi~,it but,itll,laugh,laughed,life,likely,
            likel~,live in,lmao,love that,makes sense,matter,noticed,oh i,organ~,passe~,perfect,possi~,poste~,put,
            read the,ready,realize,remem~,reminds me,saw,seen,side,similar,so glad,somebody,somehow,someh~,soon,
            sound~,start~,step,takes,thats how,the past,the second,theres,there~,thoughts,to die,together,toget~,
            trans~,treat,watched,welcome,welco~,whats,word,yea
            """
        ),
        (
            -0.8,
            """
            activ~,addic~,ah,alright,alrig~,amazing,anyone else,anywhere,anywh~,as well,at least,awesome,aweso~,
            awkward,awkwa~,bc,brave,circu~,claim~,close~,clue,cold,compe~,confused,create,cuz,decision,did not,
            doubt,easier,easie~,excit~,exper~,feels like,finish,finis~,heard,heres,how the,i dont understand,
            i forgot,if not,important,incom~,inves~,key,knowi~,learning,love the,moves,nervous,passed,playing,
            probably,proba~,proud,reference,refer~,relat~,repre~,rn,sad that,saw this,seeing,seein~,sever~,
            situations,situa~,someb~,terrifying,that sounds,the entire,the ones,thera~,thinking,think~,tho,thoug~,
            threa~,understand,until,wake,wanna,what happened,what happens,wondering,you dont,you mean,you sound
            """
        ),
        (
            -1.0,
            """
            !,a real,anxious,anxio~,anyway,apolo~,avoid,bet,but just,cant stop,choose,confu~,cool,corne~,corre~,
            crazy,cry,descr~,die,dont forget,dont understand,eh,embarrassed,exactly what,extreme,felt,free,happened,
            hide,hopef~,hurts,i always,i cant believe,i hope,i mean,im sorry,imagine,impor~,just not,knowing,knows,
            like how,named,nervo~,non,oppor~,playi~,recog~,remember,remin~,rip,sorry for,spell~,star,sugge~,
            thats why,theor~,therapy,ultim~,went,would never,ya,youll
            """
        ),
        (
            -1.2,
            """
            amazi~,attack,but that,congr~,conse~,dangerous,degre~,everyone,fanta~,forgot,hahaha,highly,hope you,
            hoping,hopin~,i agree,i love,im not sure,inclu~,inter~,loved,no matter,oh my,or not,pain,perce~,
            realized,shocked,specific,worri~
            """
        ),
        (
            -1.4,
            """
            anxiety,curious,dont care,dont worry,exact,finally,forgo~,happy,highl~,hopefully,i believe,interesting,
            jerk,laugh~,love,means,recen~,scared,shock~,strange,under,wow
            """
        ),
        (
            -1.6,
            """
            afraid,afrai~,agree,anxie~,cant believe,cant wait,death,defin~,didnt know,fear,final~,had no,maybe,pass,
            your life
            """
        ),
        (
            -1.8,
            """
            curio~,glad,hahah~,scary,sure,wonder,worry
            """
        ),
        (
            -2.0,
            """
            dange~,scare~,surpr~,wish
            """
        ),
        (
            -2.2,
            """
            and not,lets,no idea
            """
        ),
        (
            -2.4,
            """
            great,haha,not sure,sad,stran~,surprised
            """
        ),
        (
            -2.6,
            """
            reali~
            """
        ),
        (
            -2.8,
            """
            hope,wonde~
            """
        ),
        (
            -3.0,
            """
            embar~
            """
        ),
        (
            -3.2,
            """
            lol,sorry
            """
        ),
        (
            -2.5,
            """
            ?
            """
        ),
    ]
}
