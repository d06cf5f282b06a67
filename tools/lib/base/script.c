/* script - see script.h */
#include "base/script.h"
#include "base/str.h"

/* The characters that are the most frequent in statistical tables and plans, and in the names
 * of China's regions; counted in those at hand. */
static const char chinese[] =
    "年市元区人的计亿县值数报公宁波国统产万标有口一生民据全不和期中是为月发局"
    "增位个家城指会列表经单地可入目总社均行长比时展规要度划济于评用率或各预明"
    "江没上分州第水对在次业合省出大字部基新布能以五平作同收四级本三文与价自已"
    "项支件成居北保告吨工量山十二速说等核态写号高方算化加初之实配前其后相内应"
    "丽日重估定名乡镇结格转式代序此主记法源按所常每委治点最开份共专类原请两下"
    "符进族过到累载安径理福费称完力测卡华片降达阳则空码祉百差该无须查间消零性"
    "果调纲南体林网只模提海低色景改小及执整情任额兴远持动由况千未绿现环政见失"
    "优浙资变输而限取缺很杭多来处需食型示录境品条超粮售推东都甲参照天向至栏凭"
    "例读忆住较溪西台知另河组障如务里头样面农季段节革员综建程质半权簿断劳康技"
    "良容占因注末起否准好利盖府子把者拥状存含附施图关误引制象判这何湖意外也覆"
    "舟术金嘉闻右卫旗气去选观仑慈运汇门森健求步研老六尔并正养快少给约别确普得"
    "减险使投审带他际束议括张道龙接识形线效送界左路回临特通克首川错昌显先依义"
    "村略版滞事斤衢武满了述篇耗倍岁终港永德舍编系解留美管致视广温属它就石拉连"
    "余立商截排势足范强七清种设反丰修纳云复底官巴受压但题词键育机索马当顺吉沙"
    "策端包教替命打隐乙被尾心白苗创放围草从煤直负几供般除看汉陵青亩稿备趋做身"
    "换落具寿即兰太泉乌固服再乘哪抄订办隔鄞许罗彝乐科边精庆阿深藏哈香逗更难些"
    "导认战近领贡宜绍电积离古八托曙且距既鉴构采园师流密甘隆户验央易若什土田问"
    "阈检短往析缩顷置非信花历尼斯双黄仁曲域印宽始凤横肃库善泽绝言医套今层署止"
    "又尚英玉沿泰伊丹滨浦蒙周映角仿语退衔骤贸页料企么幅暂宣湾助织监星黎洛木米"
    "店献考物真街亚察松瑶津思营众损宋责传丙碳圆龄坏逐财亮案息默红春崇宝富岭那"
    "树延集突峰威简桥池交群霍证破才驱拟补氧我某撑坚假异填释必还然沁沧苏洪塔惠"
    "岛铜瓦朗光鼓九衡莱涉儿征场联靖秀盐萨淮承章奉朝夏辖婴予券早己找剩幼档拼函"
    "壹晚叫诉岳傣博翼丘屯铁荣郊互充驻干楼宾梁吴怀宿灵邑绥昭湘鲁扎鄂勒亭党响滑"
    "升随射虞措澄襄坪潭阴阜塘谷甸孜佰详倒智础素争牵箱扣丢协造兆盾籍币刻继斜影"
    "掉嵌丁焦根偏登迁黑旬墨望坡唐庄柳井洲岗玛辽肥佤抚功聚旧极班卢越京钟伦芜侗"
    "坝饶汾琼榆冈呼晋雅贵盟鹿锦阶谈混俄储努举控背幂讯虚借批母递着器贯座顾唯择"
    "续板靠拆允却决严听厂感融瑞盘齐虎彭黔渭陆浪屏鹤祜遂静梅兵杂微令细维氏尖封"
    "番寨神坊喀泾雄陇桃麻珠泸徐凉桂岚漳祥扶锡郑胜演掩锟床吗颠男女婚姻孩童残疾病妇父夫妻祖孙丧职休学硕士团私股伙";

/* Traditional forms, beside which many of the Chinese ones stand. */
static const char traditional[] =
    "區縣臺灣萬億數計總國內產業經濟發會員價額費稅財務預決訂規劃農資訊電機構單"
    "備註說項標準時間類別號師學習體質醫療護環綠藝術廣蘭廈門關於與對開頭後來應"
    "證險雙親專場際進遠運輸達過還這邊長陽陸隊階雜離難顧題風飛飲館驗點黨齡歲歷"
    "劉華葉衛補裝製複見視觀覺訓記許設評詳語誤調論識譯議讀變讓豐負貢貨責貴買貿"
    "賣趙軍軟載較輕輛連遞選鄉鄰釋鐵鎮鋼錄鏡陳雲順須領頻顯馬魚鳥麗黃齊個們倉優"
    "儲兒圖團園圓報壓處夠夢獎婦孫寧寶實審寫層島嶺幣幹幾庫廠張強彈彙復徵恆態慶"
    "憲戶擔據掛採換損搶撥擇擊擴攜敘斷無舊昇暫書東條極樓樣樞橋檔檢權歐歸殘殺氣"
    "氫沒沖況淨減測湯溝滅滬滿漁潔澤濃濱瀏灘煙熱燈營爐爭爾狀獨獲現瑪畝異當疊痠"
    "盜盡監盤眾礦碼礎確禮禍種稱穩競筆節範築簡籤糧紀約級純紙統結給絡維綱網緊線"
    "編縮織績繼續罰職聯聲腦臨艦薦藍蘇虛蟲蠶衝裡觸認課諮讚譽";

static const char korean[] =
    "가각간감갑강개거건검격견결경계고곡골공과관광교구국군권귀규균그극근금급기"
    "길김나난남납내너년노녹농누눈는능니다단달담당대덕데도독동되두드득들등라락"
    "란람량러레려력련령로록론료루류률르른를름리린림립마만말망매면명모목못몽무"
    "문물미민밀박반발방배백번범법변별병보복본봉부북분불비빈사산살상생서석선설"
    "성세소속손송수순술숭스습승시식신실심십아안알암앙애액야약양어억언업에여역"
    "연열염영예오온와완왕외요용우운울원월위유육율은을음읍응의이익인일임입자작"
    "잔장재저적전절점정제조족존종좌주준중증지직진질집차찰창처천철청체초총최추"
    "축출충취측치친칠칭카크키타탄태터토통투특파판팔편평포표품풍필하학한함합항"
    "해행향허현협형호혼홍화확환활황회획효후휴흥희";

/* Beside the kana. */
static const char japanese[] =
    "県都道府市区町村丁目総数人口世帯年月日平成昭和令計男女歳以上未満単位円千"
    "万億百業種別産製造卸売小農林漁鉱建設電気運輸郵便通信金融保険不動宿泊飲食"
    "医療福祉教育学習支援複合公務調査統表指標項時期地域全国北海青森岩手宮城秋"
    "田山形島茨栃木群馬埼玉葉東京神奈川新潟富石井梨長野岐阜静岡愛知三重滋賀大"
    "阪兵庫良歌取根広徳香媛高佐崎熊分鹿児沖縄値額率増減比較前回当初予算決";

static const char latin[] = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýœß"
                            "ÀÁÂÄÅÇÉÈÊÍÑÓÖØÚÜÆ°²³½ºª";
static const char central[] = "ąćęłńóśźżčďěňřšťůžáéíýúäöüßőűăâîşţ"
                              "ĄĆŁŚŹŻČĎŘŠŽÁÉÍÖÜ°²³";

static const struct {
    const char *common[2];    /* lists of characters */
    uint32_t first, last;     /* a run of them, all common */
    uint32_t capital, to;     /* a run of those that are common where a word begins */
    bool in_words;            /* common only where an ASCII letter or digit is next to it */
} row[SCRIPT_COUNT] = {
    [SCRIPT_CHINESE] = {{chinese}, 1, 0, 1, 0, false},
    [SCRIPT_TRADITIONAL] = {{chinese, traditional}, 1, 0, 1, 0, false},
    [SCRIPT_KOREAN] = {{korean}, 1, 0, 1, 0, false},
    [SCRIPT_JAPANESE] = {{japanese}, 0x3041, 0x30fe, 1, 0, false},
    [SCRIPT_LATIN] = {{latin}, 1, 0, 1, 0, true},
    [SCRIPT_CENTRAL] = {{central}, 1, 0, 1, 0, true},
    [SCRIPT_CYRILLIC] = {{"ё"}, 0x430, 0x44f, 0x410, 0x42f, false},
};

enum { PLANE = 0x10000, RUNES_MAX = 20000 };

/* One bit for each character of the basic plane. */
struct set {
    uint64_t word[PLANE / 64];
};

static void set_add(struct set *set, const char *list)
{
    struct str rest = str_of(list);
    while (rest.length) {
        uint32_t rune = str_rune(&rest);
        set->word[rune / 64] |= UINT64_C(1) << rune % 64;
    }
}

static bool set_has(const struct set *set, uint32_t rune)
{
    return rune < PLANE && set->word[rune / 64] >> rune % 64 & 1;
}

/* Punctuation, symbols and full-width forms are in use in more than one script. */
static bool is_shared(uint32_t rune)
{
    return (rune >= 0x2000 && rune <= 0x303f) || (rune >= 0x3200 && rune <= 0x33ff) ||
           (rune >= 0xff00 && rune <= 0xff60) || (rune >= 0xffe0 && rune <= 0xffef);
}

static bool is_word(uint32_t rune)
{
    return (rune >= '0' && rune <= '9') || ((rune | 0x20) >= 'a' && (rune | 0x20) <= 'z');
}

struct script_share script_share(enum script script, struct str text)
{
    struct script_share share = {0, 0};
    struct set set = {{0}};
    uint32_t before = ' ';
    for (size_t i = 0; i < sizeof row->common / sizeof *row->common && row[script].common[i]; i++)
        set_add(&set, row[script].common[i]);
    while (text.length && share.counted < RUNES_MAX) {
        uint32_t rune = str_rune(&text), next = text.length ? (unsigned char)text.at[0] : ' ';
        if (rune >= 0x80 && !is_shared(rune)) {
            bool begins = rune >= row[script].capital && rune <= row[script].to &&
                          (before < row[script].capital || before > row[script].last);
            bool common = set_has(&set, rune) || begins || (rune >= row[script].first && rune <= row[script].last);
            share.counted++;
            share.common += common && (!row[script].in_words || is_word(before) || is_word(next));
        }
        before = rune;
    }
    return share;
}
