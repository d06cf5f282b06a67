#!/usr/bin/perl
# regions.pl: makes lists/regions.csv anew from what it is made of.
#
#   regions.pl regions.csv Unihan_Readings.txt codes.json > new.csv
#
# regions.csv            the list as it is: codes, names, levels, parents, the names
#                        that are no pinyin (Hohhot, Hong Kong), and the country
# Unihan_Readings.txt    of Debian's package unicode-data: how a character is read
# codes.json             of github.com/yescallop/areacodes (CC0): the ministry's lists of
#                        every 31 December, which code followed which, and the documents
#                        that said so
#
# What it writes: a row for each code that was in force at any time since the end of 1999;
# valid_from and valid_to are the days of the documents where they are known, else years;
# former names of a code are aliases, as is the pinyin of a name that is called otherwise.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use JSON::PP ();

use constant SINCE => 2000;
use constant UNTIL => 2024;   # its last day

# How characters are read in the names of places, where it is not the reading that the
# dictionaries have first.
my %read = ('长' => 'chang', '厦' => 'xia', '都' => 'du', '埔' => 'pu', '绿' => 'lü', '阿' => 'a', '勒' => 'le', '坻' => 'di',
            '犍' => 'qian', '珲' => 'hun', '重' => 'chong', '峒' => 'tong', '渑' => 'mian', '耒' => 'lei', '蚌' => 'beng',
            '泊' => 'bo', '栖' => 'qi', '宿' => 'su', '柏' => 'bai', '色' => 'se', '藏' => 'zang', '沈' => 'shen',
            '扎' => 'zha', '枞' => 'zong', '歙' => 'she', '行' => 'xing', '堡' => 'bao', '莎' => 'sha', '陂' => 'pi',
            '筠' => 'jun', '涡' => 'guo', '浚' => 'xun', '泌' => 'bi', '什' => 'shi', '茄' => 'qie', '棱' => 'ling', '曾' => 'zeng', '圩' => 'xu', '佛' => 'fo');

# Names that read a character in their own way.
my %name = ('六安' => "lu an", '六合' => 'lu he', '乐清' => 'yue qing', '乐亭' => 'lao ting', '乐陵' => 'lao ling',
            '东阿' => 'dong e', '番禺' => 'pan yu', '铅山' => 'yan shan', '单县' => 'shan xian', '蔚县' => 'yu xian',
            '大城' => 'dai cheng', '红寺堡' => 'hong si bu', '称多' => 'chen duo', '长子' => 'zhang zi', '洪洞' => 'hong tong', '繁峙' => 'fan shi', '闵行' => 'min hang',
            '尉犁' => 'yu li', '大埔' => 'da bu', '吴堡' => 'wu bu', '荥经' => 'ying jing', '覃塘' => 'qin tang',
            '中牟' => 'zhong mu', '牟平' => 'mu ping', '召陵' => 'shao ling', '宕昌' => 'tan chang', '莘县' => 'shen xian',
            '浚县' => 'xun xian', '陕西' => 'shaan xi', '叶集' => 'ye ji', '牡丹江' => 'mu dan jiang');

my ($list, $readings, $codes) = @ARGV;
die "usage: regions.pl regions.csv Unihan_Readings.txt codes.json\n" unless defined $codes;

sub slurp
{
    open my $in, '<:encoding(UTF-8)', $_[0] or die "regions.pl: $_[0]: $!\n";
    local $/;
    my $text = <$in>;
    $text =~ s/^\x{feff}//;
    return $text;
}

sub fields
{
    my @field;
    push @field, defined $1 ? $1 =~ s/""/"/gr : $2 while $_[0] =~ /\G(?:"((?:[^"]|"")*)"|([^,\n]*))(?:,|\n|\z)(?<=.)/gs;
    return @field;
}

sub table
{
    my ($head, @line) = split /\r?\n/, slurp(shift);
    my @name = split /,/, $head;
    return map { my %row; @row{@name} = fields($_ . ','); \%row } @line;
}

# ---- how it is read ----

sub plain
{
    my $text = shift;
    $text =~ tr/āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ/aaaaeeeeiiiioooouuuuüüüü/;
    return $text;
}

for (split /\n/, slurp($readings)) {
    my ($point, $field, $value) = split /\t/;
    next unless defined $value && $field eq 'kMandarin' && $point =~ /^U/;
    my $character = chr hex substr $point, 2;
    $read{$character} //= plain((split / /, $value)[0]);
}

sub syllables
{
    my $text = shift;
    for my $known (sort { length $b <=> length $a } keys %name) {
        my ($before, $behind) = $text =~ /^(.*?)\Q$known\E(.*)$/ or next;
        return (syllables($before), split(/ /, $name{$known}), syllables($behind));
    }
    return map { $read{$_} // die "no reading of $_\n" } split //, $text;
}

sub pinyin
{
    my $word = '';
    for my $syllable (syllables(shift)) {
        $word .= "'" if $word ne '' && $syllable =~ /^[aeo]/;
        $word .= $syllable;
    }
    return ucfirst $word;
}

# ---- what a name is without its suffix ----

my $people = '(?:蒙古族|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族' .
             '|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|' .
             '塔吉克族?|怒族|普米族|鄂温克族|独龙族|裕固族|蒙古|保安族|各族)';

sub stem
{
    my $text = shift;
    my $stem = $text;
    if ($stem =~ s/(?:自治[区州县旗]|特别行政区|(?<=族)区)$//) {
        (my $place = $stem) =~ s/$people+$//;
        $stem = $place if length $place > 1;
        $stem =~ s/族$//;
        return $stem;
    }
    return $text if $text =~ /(?:开发区|[产工]业园区|工园区|管理区|示范区|实验区|名胜区|新区|矿区|产业区|食品区|新城|群岛|海域|委员会|管委会)$/;
    $stem =~ s/(?:省|地区|特区|神农架\K林区|盟|[市区县旗州])$//;
    return length $stem > 1 ? $stem : $text;
}

# ---- the rows ----

my %row = map { $_->{region} => $_ } table($list);

# The days on which documents were signed, by year and place in it.
my ($tree, %start, %desc) = JSON::PP->new->decode(slurp($codes));
my %day;
for my $year (keys %{$tree->{descriptions}}) {
    my $at = 0;
    for my $text (@{$tree->{descriptions}{$year}}) {
        $day{$year}[$at] = sprintf '%d-%02d-%02d', $1, $2, $3 if $text =~ /日期：(\d+)年(\d+)月(\d+)日/;
        $at++;
    }
}

# [code, name, start, end, its successors, their documents] for each stretch of time
my (%stretch, %from_day);
sub walk
{
    for my $item (@{$_[0]}) {
        push @{$stretch{$item->{code}}}, $item;
        for my $next (@{$item->{succ} || []}) {
            my $year = $next->{time} // $item->{end} // next;
            my $day = defined $next->{desc} ? $day{$year}[$next->{desc}] : undef;
            $next->{year} = $year;
            $next->{day} = $day if defined $day && $day =~ /^$year/;
            $from_day{"$next->{code} $year"} //= $next->{day} if $next->{day};
        }
        walk($item->{children}) if $item->{children};
    }
}
walk($tree->{items});

sub day_before
{
    my ($year, $month, $day) = split /-/, shift;
    my @days = (31, $year % 4 ? 28 : 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);
    return sprintf '%d-%02d-%02d', $year, $month, $day - 1 if $day > 1;
    return sprintf '%d-%02d-%02d', $year, $month - 1, $days[$month - 2] if $month > 1;
    return sprintf '%d-12-31', $year - 1;
}

sub level_of { my $code = shift; return $code =~ /0000$/ ? 'province' : $code =~ /00$/ ? 'city' : 'county' }

# The row above: of those that are written.
sub parent_of
{
    my $code = shift;
    return '' if $code =~ /0000$/;
    my $city = substr($code, 0, 4) . '00';
    return $city if $code !~ /00$/ && $row{$city};
    return substr($code, 0, 2) . '0000';
}

my %added;
for my $code (sort keys %stretch) {
    my @known = sort { $a->{start} <=> $b->{start} } @{$stretch{$code}};
    my $last = $known[-1];
    next if defined $last->{end} && $last->{end} < SINCE;
    next if $last->{start} > UNTIL;
    $added{$code} = 1 if !$row{$code};
    $row{$code} //= {region => $code, name_zh => $last->{name}, level => level_of($code)};
    my $row = $row{$code};
    my ($first, @former) = ($last);
    for my $earlier (reverse @known[0 .. $#known - 1]) {
        last if ($earlier->{end} // 0) != $first->{start};
        $first = $earlier;
        push @former, $earlier->{name} if $earlier->{name} ne $row->{name_zh} && $earlier->{end} >= SINCE;
    }
    my $seen = $last->{start} > 2023 ? $last->{start} : 2023;
    @$row{qw(source verified)} = ("民政部 list of $seen", 'yes') if $added{$code};
    $row->{former} = \@former;
    my $begun = $first->{start} >= SINCE ? $first->{start} : '';
    $row->{valid_from} = $begun && ($from_day{"$code $begun"} // $begun);
    $row->{valid_to} = $row->{successor} = '';
    if (defined $last->{end}) {
        my @next = grep { $_->{year} == $last->{end} } @{$last->{succ} || []};
        my ($day) = grep { defined } map { $_->{day} } @next;
        $row->{valid_to} = defined $day ? day_before($day) : $last->{end};
        $row->{successor} = @next == 1 ? $next[0]{code} : '';
        $row->{source} = '民政部 lists of ' . ($last->{end} - 1) . ' and ' . $last->{end} .
                         (@next > 1 ? ': parted, ' . join ' ', sort map { $_->{code} } @next : '');
        $row->{verified} = 'yes';
    }
}

# ---- out ----

# What a name is called that is no pinyin.
my %english = (150600 => 'Ordos', 150700 => 'Hulunbuir', 150800 => 'Bayannur', 150900 => 'Ulanqab', 152200 => 'Hinggan',
               152500 => 'Xilingol', 152900 => 'Alxa', 230200 => 'Qiqihar', 540200 => 'Shigatse', 540300 => 'Chamdo',
               540400 => 'Nyingchi', 540600 => 'Nagqu', 542500 => 'Ngari', 650200 => 'Karamay', 650400 => 'Turpan',
               650500 => 'Hami', 652700 => 'Bortala', 652800 => 'Bayingolin', 652900 => 'Aksu', 653000 => 'Kizilsu',
               653100 => 'Kashgar', 653200 => 'Hotan', 654000 => 'Ili', 654200 => 'Tacheng', 654300 => 'Altay');

# Names that are read in two ways.
my %second = (632723 => 'Chengduo', 621223 => 'Dangchang', 429021 => '神农架');

sub quoted { my $text = $_[0] // ''; return $text =~ /[,"\n]/ ? '"' . $text =~ s/"/""/gr . '"' : $text }

my %full = map { $_->{name_zh} => 1 } values %row;

my @column = qw(region name_zh name_en level parent short_name aliases valid_from valid_to successor source verified);
print join(',', @column), "\n";
for my $code (sort keys %row) {
    my $row = $row{$code};
    my $stem = stem($row->{name_zh});
    my $pinyin = pinyin($stem);
    $row->{parent} = parent_of($code) if $added{$code};
    $row->{short_name} = $row->{level} ne 'county' && $stem ne $row->{name_zh} ? $stem : '';
    $row->{name_en} = $english{$code} // $pinyin if ($row->{name_en} // '') eq '';
    my %alias = map { $_ => 1 } split(/\|/, $row->{aliases} // ''), grep { !$full{$_} } @{$row->{former} || []};
    my ($short) = $row->{name_zh} =~ /(?:自治|族)([州县旗区])$/;
    $alias{$stem . $short} = 1 if $short && !$full{$stem . $short};
    $alias{$pinyin} = 1 if lc $row->{name_en} ne lc $pinyin && $row->{name_en} ne 'Shaanxi';
    $alias{pinyin($1) . ' New Area'} = 1 if $row->{name_zh} =~ /^(.{2,3})新区$/;
    $alias{pinyin($row->{name_zh})} = 1 if $row->{name_zh} =~ /自治/;
    $alias{$second{$code}} = 1 if $second{$code};
    delete @alias{'', $row->{name_zh}, $row->{short_name} // '', $row->{name_en}};
    $row->{aliases} = join '|', sort keys %alias;
    print join(',', map { quoted($row->{$_}) } @column), "\n";
}
