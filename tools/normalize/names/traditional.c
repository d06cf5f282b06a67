/* traditional - see traditional.h */
#include <string.h>

#include "base/str.h"
#include "names/traditional.h"

enum { BYTES = 3 };           /* of each character in UTF-8 */

/* A traditional character and the simplified one, in the order of the first. */
static const char pairs[] =
    "㟁岸亞亚來来侖仑倉仓個个們们倫伦偉伟傢家僕仆儀仪兒儿兗兖內内兩两冊册凈净"
    "凱凯別别則则剋克剛刚創创劍剑動动務务勝胜勸劝勻匀匯汇區区叢丛吳吴呂吕員员"
    "啟启單单噹当國国圍围園园圖图團团堯尧場场塗涂墊垫墾垦壇坛壘垒壩坝壯壮壺壶"
    "壽寿夢梦夾夹婁娄孫孙宮宫寗宁實实寧宁審审寬宽寶宝將将尋寻岡冈峩峨峯峰島岛"
    "峽峡崍崃崗岗嵐岚嶗崂嶧峄嶺岭嶼屿嶽岳巒峦師师帶带幹干庫库廂厢廈厦廠厂廣广"
    "廬庐張张強强彌弥彙汇彞彝彥彦後后從从復复徵征恆恒愛爱慄栗慶庆憑凭應应懞蒙"
    "懷怀戶户揚扬撫抚敘叙於于晉晋暉晖曆历曏向會会東东栢柏桞柳棗枣棲栖楊杨業业"
    "極极榮荣樂乐樅枞樓楼樹树樺桦橋桥橫横檯台權权欒栾欽钦歷历歸归沖冲涇泾涼凉"
    "淥渌淶涞淸清渦涡渾浑湞浈湯汤準准溝沟溫温溮浉滄沧滎荥滙汇滿满漢汉漣涟漵溆"
    "潁颍潛潜潤润潯浔澂澄澗涧澠渑澤泽澱淀濛蒙濟济濰潍濱滨瀋沈瀏浏瀘泸瀾澜灘滩"
    "灣湾灤滦為为烏乌無无煙烟煩烦燈灯營营爐炉爾尔猶犹獅狮獨独獲获獻献現现琿珲"
    "瑤瑶瑪玛環环瓊琼甌瓯產产甯宁畢毕當当疇畴疊叠發发監监盤盘盧卢矇蒙硯砚碩硕"
    "碭砀確确礄硚礦矿祿禄禪禅禮礼稱称穀谷積积穫获窪洼窯窑競竞節节範范簡简紅红"
    "納纳細细紹绍結结絳绛綏绥經经綜综綠绿維维綿绵縉缙縣县總总績绩織织罈坛羅罗"
    "羣群義义習习聖圣聞闻聯联聶聂肅肃脫脱膠胶臘腊臨临臺台興兴舊旧舘馆荊荆莊庄"
    "華华菴庵萊莱萬万葉叶蒼苍蓋盖蓮莲蔭荫蔴麻蕪芜蕭萧薊蓟薌芗薑姜薩萨藍蓝藺蔺"
    "蘄蕲蘆芦蘇苏蘊蕴蘭兰蘿萝術术衕同衚胡衛卫衝冲衞卫裏里裡里複复覆复覺觉觀观"
    "計计訥讷許许詔诏誌志誼谊調调諸诸諾诺謀谋謙谦謝谢謨谟譙谯譜谱讓让豐丰貝贝"
    "貞贞貢贡貴贵費费賀贺資资賈贾賓宾賚赉賢贤賽赛贊赞贛赣趙赵車车軍军載载輝辉"
    "輪轮輿舆轉转農农迴回連连進进運运達达遙遥遜逊遠远遷迁遼辽邁迈邊边郟郏郵邮"
    "鄆郓鄉乡鄒邹鄖郧鄧邓鄭郑鄰邻鄲郸鄴邺鉛铅銀银銅铜鋒锋鋼钢錢钱錦锦錫锡錯错"
    "鍾钟鎣蓥鎭镇鎮镇鏡镜鐘钟鐵铁鑛矿鑲镶長长門门開开間间閔闵閘闸閣阁閤合閩闽"
    "閬阆閶阊閻阎關关阪坂陘陉陝陕陰阴陳陈陸陆陽阳隨随隴陇雙双雜杂雞鸡離离雲云"
    "電电靈灵靑青靜静鞏巩韆千韓韩響响頂顶項项順顺頗颇頭头額额類类風风颱台餘余"
    "館馆饒饶馬马駐驻騰腾驊骅驗验驛驿體体髮发鬆松鬍胡鬥斗鬱郁魚鱼魯鲁鮁鲅鮮鲜"
    "鯉鲤鳩鸠鳳凤鳴鸣鴨鸭鶴鹤鷄鸡鷹鹰鹹咸鹽盐麗丽麥麦麯曲黃黄點点黨党齊齐龍龙";

/* The simplified character, or null. */
static const char *simplified(const char *character)
{
    size_t low = 0, high = (sizeof pairs - 1) / (2 * BYTES);
    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *pair = pairs + 2 * BYTES * middle;
        int order = memcmp(character, pair, BYTES);
        if (order == 0)
            return pair + BYTES;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

struct str traditional_fold(struct mem *mem, struct str text)
{
    char *copy = NULL;
    for (size_t i = 0; i + BYTES <= text.length; i++) {
        unsigned char first = (unsigned char)text.at[i];
        const char *to = first >= 0xe4 && first <= 0xe9 ? simplified(text.at + i) : NULL;
        if (!to)
            continue;
        copy = copy ? copy : (char *)(uintptr_t)mem_copy(mem, text).at;
        memcpy(copy + i, to, BYTES);
    }
    return copy ? (struct str){copy, text.length} : text;
}
