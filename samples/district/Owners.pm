# Who answers: departments, streets and towns, parks; the pillars of the plan; the regions; holidays.
package Owners;
use strict;
use warnings;
use utf8;
use World;

# role, name, short name, form of the name that a letter is addressed to ({d} our district's name without its last
# character), and who is asked there
my @DEPARTMENTS = (
    [drc       => '发展和改革局',         '发改局',       '区发展和改革局',             '规划科'],
    [stats     => '统计局',               '统计局',       '区统计局',                   '综合科'],
    [finance   => '财政局',               '财政局',       '区财政局',                   '预算科'],
    [sci       => '科学技术局',           '科技局',       '区科学技术局',               '规划科'],
    [industry  => '经济和信息化局',       '经信局',       '区经济和信息化局',           '综合科'],
    [commerce  => '商务局',               '商务局',       '区商务局',                   '综合科'],
    [hr        => '人力资源和社会保障局', '人社局',       '区人力资源和社会保障局',     '就业科'],
    [edu       => '教育局',               '教育局',       '区教育局',                   '计财科'],
    [health    => '卫生健康局',           '卫健局',       '区卫生健康局',               '规划科'],
    [agri      => '农业农村局',           '农业农村局',   '区农业农村局',               '产业科'],
    [water     => '水利局',               '水利局',       '区水利局',                   '规划科'],
    [env       => '生态环境分局',         '生态环境分局', '市生态环境局{d}分局',        '综合科'],
    [housing   => '住房和城乡建设局',     '住建局',       '区住房和城乡建设局',         '计划科'],
    [planning  => '自然资源和规划分局',   '资规分局',     '市自然资源和规划局{d}分局',  '规划科'],
    [emergency => '应急管理局',           '应急管理局',   '区应急管理局',               '综合科'],
    [market    => '市场监督管理局',       '市场监管局',   '区市场监督管理局',           '质量科'],
    [survey    => '国家统计局调查队',     '调查队',       '国家统计局{d}调查队',        '住户科'],
    [civil     => '民政局',               '民政局',       '区民政局',                   '规划科'],
    [culture   => '文化和旅游局',         '文旅局',       '区文化和旅游局',             '产业科'],
    [transport => '交通运输局',           '交通局',       '区交通运输局',               '规划科'],
    [service   => '政务服务办公室',       '政务服务办',   '区政务服务办公室',           '综合科'],
);

# role, name, kind, population in seed 1 (T24 weighs streets and towns by it)
my @PLACES = (
    [street_1 => '青枫街道',     '街镇', 72_000],
    [street_2 => '望潮街道',     '街镇', 64_000],
    [street_3 => '云麓街道',     '街镇', 58_000],
    [street_4 => '澄湖街道',     '街镇', 56_000],
    [street_5 => '石桥街道',     '街镇', 50_000],
    [town_1   => '南圩镇',       '街镇', 78_000],
    [town_2   => '白溪镇',       '街镇', 69_000],
    [town_3   => '沙屿镇',       '街镇', 54_000],
    [park_1   => '澄湖科创园区', '园区', 0],
    [park_2   => '临港经济园区', '园区', 0],
    [company  => '城市建设投资集团', '国企', 0],
);
my @PLACE_NAMES = qw(青枫 望潮 云麓 澄湖 石桥 南圩 白溪 沙屿 临港 松陵 梅坞 渔浦 枫桥 荷塘 横岭 双溪 竹墩 金沙);
my @CITY_NAMES  = (['望川市', '澄北区'], ['云屿市', '临溪区'], ['枫湾市', '岚东区'], ['鹤汀市', '渔浦区'],
    ['澜州市', '松阳湖区'], ['雁峰市', '石门渡区'], ['锦湖市', '柳堤区']);
my @DISTRICT_NAMES = qw(江湾区 城东区 滨湖区 青山区 澄北区 南浦区 金塘区 云岭区 沙洲区 新港区);

my @STRATEGIES = (qw(科技创新 扩大有效投资 现代产业 城市能级 乡村振兴 人文魅力 绿色生态 公共服务 安全治理));
my @ZONES      = (qw(创新先行区 产业高地区 生态宜居区 共同富裕样板区 治理现代化示范区));
my @FIELDS     = (qw(新兴产业 重点片区 核心功能 营商环境 总部经济 精细管理));
my @DOMAINS    = (qw(经济发展 创新驱动 民生福祉 绿色生态 安全保障));

my @HOLIDAYS = (
    ['2023-05-01', 'no',  '劳动节'],
    ['2023-05-02', 'no',  '劳动节'],
    ['2023-05-03', 'no',  '劳动节'],
    ['2023-05-06', 'yes', '劳动节调休'],
    ['2023-06-22', 'no',  '端午节'],
    ['2023-06-23', 'no',  '端午节'],
    ['2023-06-24', 'no',  '端午节'],
    ['2023-06-25', 'yes', '端午节调休'],
    ['2023-09-29', 'no',  '中秋节、国庆节'],
    ['2023-10-02', 'no',  '中秋节、国庆节'],
    ['2023-10-03', 'no',  '中秋节、国庆节'],
    ['2023-10-04', 'no',  '中秋节、国庆节'],
    ['2023-10-05', 'no',  '中秋节、国庆节'],
    ['2023-10-06', 'no',  '中秋节、国庆节'],
    ['2023-10-07', 'yes', '中秋节、国庆节调休'],
    ['2023-10-08', 'yes', '中秋节、国庆节调休'],
);

sub fill {
    my ($world) = @_;
    regions($world);
    departments($world);
    pillars($world);
    $world->table('catalog/holidays.csv', [qw(date working name)],
        [map { {date => $_->[0], working => $_->[1], name => $_->[2]} } @HOLIDAYS]);
    return;
}

# The city with its ten districts, of which the tenth was made of two in 2021; a district of our name in another
# city; cities that set the pace; streets and towns of ours.
sub regions {
    my ($world) = @_;
    my ($city, $ours) = @{$world->one_of('city', @CITY_NAMES)};
    my $prefix = $world->one_of('city code', '3399', map { "33$_" } 41 .. 59);
    my @names  = $world->shuffled('district names', grep { $_ ne $ours } @DISTRICT_NAMES);
    @names = ((grep { $_ ne $ours } @DISTRICT_NAMES)[0 .. 8]) if $world->seed == 1;
    my @roles = qw(district_1 district_2 jumper district_4 ours district_6 registered district_8 district_9 merged);
    place($world, 'city', "${prefix}00", $city, 'city', '', population => 4_620_000);

    for my $i (0 .. 9) {
        my $code = $prefix . $world->number('', $i + 1, 2, 10);
        my $name = $i == 4 ? $ours : shift @names;
        place($world, $roles[$i], $code, $name, 'district', "${prefix}00",
            population => $i == 4 ? 501_000 : $world->jitter("population/$roles[$i]", 420_000 + 9000 * $i, 15),
            $roles[$i] eq 'merged' ? (valid_from => $world->without('T36') ? '' : '2021-07-01') : ());
    }
    if (!$world->without('T36')) {
        my @old = ([merged_from_1 => '11', '东港区'], [merged_from_2 => '12', '西港区']);
        place($world, $_->[0], $prefix . $_->[1], $_->[2], 'district', "${prefix}00", valid_to => '2021-06-30',
            successor => $world->code('merged')) for @old;
    }
    place($world, 'other_city', '339600', '远岫市', 'city', '');
    place($world, 'namesake', '339602', $ours, 'district', '339600');
    place($world, "pace_$_->[0]", $_->[1], $_->[2], 'city', '')
        for [1, '339400', '沧澜市'], [2, '339500', '星渚市'], [3, '339700', '海曙湾市'];
    return;
}

sub place {
    my ($world, $role, $code, $name, $level, $parent, %more) = @_;
    return $world->add('regions',
        {role => $role, code => $code, region => $code, name_zh => $name, level => $level, parent => $parent, %more});
}

sub departments {
    my ($world) = @_;
    my $n    = 0;
    my $stem = $world->region('ours')->{name_zh} =~ s/区$//r;
    for my $row (@DEPARTMENTS) {
        my ($role, $name, $short, $receives, $asked) = @$row;
        my $code = $world->number('D', ++$n, 2, scalar @DEPARTMENTS);
        $world->add('owners', {role => $role, also => [$name eq $short ? $name : ($name, $short)], code => $code,
            owner => $code, name_zh => $name, kind => '部门', short_name => $short,
            receives => $receives =~ s/\{d\}/$stem/r, phone_role => $asked});
    }
    my @stems = $world->shuffled('place names', @PLACE_NAMES);
    $n = 0;
    for my $row (@PLACES) {
        my ($role, $called, $kind, $population) = @$row;
        my $name = $called;
        $name = shift(@stems) . ($called =~ /(街道|镇|科创园区|经济园区)$/)[0]
            if $world->seed != 1 && $kind ne '国企';
        my $code = $world->number('J', ++$n, 2, scalar @PLACES);
        $world->add('owners', {role => $role, also => [$called], code => $code, owner => $code, name_zh => $name,
            kind => $kind,            short_name => $name =~ s/(经济|科创)?园区$/园区/r, receives => receives($name, $kind), parent => '',
            phone_role => '经发办', population => $population});
        next if !$population;
        my $region = $world->code('ours') . sprintf '%03d', $n;
        place($world, "place_$role", $region, $name, $role =~ /street/ ? 'street' : 'town', $world->code('ours'),
            population => $population);
    }
    $world->{owners} = [sort { $a->{owner} cmp $b->{owner} } @{$world->{owners}}];
    return;
}

sub receives {
    my ($name, $kind) = @_;
    return $name =~ /街道$/ ? "${name}办事处" : $name =~ /镇$/ ? "${name}人民政府"
        : $kind eq '园区' ? "${name}管委会" : "区$name";
}

sub write_tables {
    my ($world) = @_;
    $world->table('catalog/owners.csv', [qw(owner name_zh kind short_name parent receives phone_role)],
        $world->{owners});
    my @regions = sort { $a->{region} cmp $b->{region} } @{$world->{regions}};
    $world->table('catalog/regions.csv',
        [qw(region name_zh name_en level parent valid_from valid_to successor population)], \@regions);
    return;
}

sub pillars {
    my ($world) = @_;
    for my $kind ([strategy => 'S', @STRATEGIES], [zone => 'Z', @ZONES], [field => 'F', @FIELDS],
        [domain => 'M', @DOMAINS])
    {
        my ($word, $letter, @names) = @$kind;
        for my $i (0 .. $#names) {
            my $code = $world->number($letter, $i + 1, 1, scalar @names);
            $world->add('pillars', {role => "$word " . ($i + 1), code => $code, pillar => $code, kind => $word,
                name_zh => $names[$i]});
        }
    }
    my %seen;
    my @rows = sort { $a->{pillar} cmp $b->{pillar} } @{$world->{pillars}};
    $_->{order} = ++$seen{$_->{kind}} for @rows;
    $world->table('catalog/pillars.csv', [qw(pillar kind name_zh order owner parent)], \@rows);
    return;
}

1;
