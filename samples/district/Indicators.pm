# The indicators of the outline and of the special plans: what is aimed at, and what the figures are in seed 1.
package Indicators;
use strict;
use warnings;
use utf8;
use World;

# id and role | name | English | unit | kind, direction, places | domain attribute owner | strategy zone field |
# target kind, base, target | 2018 to 2022 | class as of 2022 | how far another seed may go off (percent)
my $OUTLINE = <<'END';
I01 urban    |常住人口城镇化率|Urbanization|%|ratio up 1|1 anticipatory stats|4 3 2|level_min 82.0 85.0|79.0 82.6 82.0 84.9 85.3|achieved|2
I02 patents  |每万人口高价值发明专利拥有量|High-value patents|件/万人|stock up 1|2 anticipatory market|1 1 1|level_min 12.0 20.0|4.1 8.0 12.0 16.1 20.4|achieved|30
I03 research |研发经费投入强度|R&D intensity|%|ratio up 2|2 anticipatory sci|1 1 1|level_min 3.00 4.00|2.80 2.88 3.00 3.17 3.31|lagging|20
I04 rivers   |地表水达到或好于Ⅲ类水体比例|Good surface water|%|ratio up 1|4 binding water|7 3 -|level_min 80.0 90.0|60.0 80.0 80.0 80.0 100.0|achieved|0
I05 pension  |基本养老保险参保率|Pension coverage|%|ratio up 1|3 anticipatory hr|8 4 -|level_min 97.0 99.0|96.2 96.8 97.0 98.1 99.0|achieved|0
I06 growth   |地区生产总值年均增长|GDP growth|%|growth up 1|1 anticipatory stats|2 2 -|avg_growth_min 3.6 7.0|7.4 7.1 3.6 9.1 4.2|lagging|15
I07 labor    |全员劳动生产率|Labor productivity|万元/人|ratio up 1|1 anticipatory stats|3 2 5|level_min 25.0 33.0|22.6 23.9 25.0 26.9 28.6|ahead|15
I08 income   |居民人均可支配收入|Disposable income per head|元|flow up 0|3 anticipatory survey|8 4 -|level_min 60000 80000|52800 56900 60000 65100 68800|ahead|15
I09 digital  |数字经济核心产业增加值占比|Core digital industries|%|ratio up 2|2 anticipatory industry|1 1 1|level_min 8.00 12.00|6.90 7.44 8.00 8.90 9.72|ahead|20
I10 people   |常住人口|Resident population|万人|stock up 1|1 anticipatory stats|4 4 2|level_min 45.0 55.0|43.6 44.3 45.0 49.6 50.1|ahead|15
I11 doctors  |每千人口执业（助理）医师数|Doctors per thousand|人/千人|ratio up 2|3 anticipatory health|8 4 -|level_min 4.20 5.00|3.86 4.01 4.20 4.38 4.55|ahead|15
I12 hitech   |高新技术企业数|High-tech firms|家|stock up 0|2 anticipatory sci|1 1 1|level_min 200 400|140 168 200 238 280|on_track|20
I13 revenue  |一般公共预算收入|Budget revenue|亿元|flow up 2|1 anticipatory finance|3 2 5|level_min 80.0 110.0|72.0 76.5 80.0 85.0 92.0|on_track|15
I14 nursery  |每千人口3岁以下婴幼儿托位数|Nursery places per thousand|个/千人|ratio up 1|3 anticipatory health|8 4 -|level_min 2.0 4.5|1.2 1.6 2.0 2.5 3.0|on_track|20
I15 jobless  |城镇调查失业率|Surveyed unemployment|%|ratio down 1|3 anticipatory hr|8 4 -|level_max_keep 4.9 5.0|5.0 4.6 4.9 4.8 4.9|on_track|0
I16 grain    |粮食总产量|Grain output|万吨|flow up 2|5 binding agri|5 3 -|level_min_keep 3.08 3.00|3.13 3.10 3.08 3.05 3.02|on_track|25
I17 school   |劳动年龄人口平均受教育年限|Years of schooling|年|ratio up 2|3 binding edu|6 4 -|level_min 11.50 12.00|11.20 11.35 11.50 11.60 11.70|on_track|5
I18 energy   |单位地区生产总值能耗降低|Energy per GDP|%|growth down 1|4 binding drc|7 3 -|cumulative_reduction_min - 15|-3.6 -3.4 -3.1 -3.0 -2.0|lagging|15
I19 carbon   |单位地区生产总值二氧化碳排放降低|CO2 per GDP|%|growth down 1|4 binding env|7 3 -|cumulative_reduction_min - 18||not_computable|0
I20 dust     |细颗粒物（PM2.5）年均浓度|PM2.5|微克/立方米|ratio down 0|4 binding env|7 3 6|level_max_keep 21 28|33 31 21 24 25|on_track|0
I21 air      |空气质量优良天数比率|Days of good air|%|ratio up 1|4 binding env|7 3 6|level_min 92.3 92.0|90.4 91.0 92.3 91.5 90.1|reversed|2
I22 earnings |居民人均可支配收入增长|Growth of income|%|growth up 1|3 anticipatory survey|8 4 -|relative_to - 0|8.2 8.0 5.0 10.0 4.0|on_track|10
I23 gap      |城乡居民收入比|Urban to rural income|倍|ratio down 2|3 anticipatory agri|5 4 -|level_max 1.74 1.65|1.80 1.77 1.74 1.72 1.70|ahead|8
I24 retail   |社会消费品零售总额|Retail sales|亿元|flow up 1|1 anticipatory commerce|3 2 3|level_about 350.0 500|318.0 341.0 350.0 383.0 410.0|on_track|15
I25 invest   |固定资产投资年均增长|Growth of investment|%|growth up 1|1 anticipatory drc|2 2 4|avg_growth_min 4.1 8.0|9.2 8.8 4.1 11.0 -1.5|lagging|10
I26 foreign  |五年累计实际利用外资|Foreign investment in five years|亿美元|flow up 2|1 anticipatory commerce|3 2 3|cumulative_sum_min - 25|4.90 5.10 4.80 5.40 4.40|on_track|15
I27 jobs     |五年累计城镇新增就业|New urban jobs in five years|万人|flow up 2|3 anticipatory hr|8 4 -|cumulative_sum_min - 6.00|1.21 1.26 1.18 1.32 1.25|ahead|15
I28 accidents|亿元地区生产总值生产安全事故死亡率|Deaths by accidents|人/亿元|ratio down 3|5 binding emergency|9 5 6|level_max 0.015 0.010|0.019 0.017 0.015 - -|not_computable|0
I29 prices   |居民消费价格涨幅|Consumer prices|%|growth down 1|1 anticipatory survey|9 - -|qualitative - -|2.1 2.6 2.2 1.6 2.1|not_computable|0
I30 forest   |森林覆盖率|Forest cover|%|ratio up 1|4 binding planning|7 3 6|level_min_keep 41.3 38.0|41.0 41.2 41.3 38.3 38.4|on_track|2
END

# What an indicator is called in other seeds, where it may be another one: role | name | English | unit
my $OTHERWISE = <<'END';
urban    |建成区绿化覆盖率|Green cover|%
patents  |每万人口有效商标注册量|Trade marks|件/万人
research |规上工业研发费用占营业收入比重|R&D of industry|%
growth   |规模以上工业增加值年均增长|Growth of industry|%
labor    |规上工业亩均税收|Tax per acre of industry|万元/亩
income   |农村居民人均可支配收入|Rural income per head|元
digital  |高新技术产业增加值占比|High-tech industries|%
doctors  |每千人口注册护士数|Nurses per thousand|人/千人
hitech   |科技型中小企业数|Small technology firms|家
revenue  |税收收入|Tax revenue|亿元
nursery  |每千名老年人护理型床位数|Care beds per thousand|张/千人
grain    |蔬菜总产量|Vegetable output|万吨
school   |新增劳动力平均受教育年限|Schooling of the young|年
energy   |单位工业增加值能耗降低|Energy per output|%
dust     |可吸入颗粒物（PM10）年均浓度|PM10|微克/立方米
gap      |最高最低镇街人均收入比|Richest to poorest town|倍
retail   |进出口总额|Foreign trade|亿元
invest   |民间投资年均增长|Growth of private investment|%
foreign  |五年累计境外投资额|Investment abroad|亿美元
jobs     |五年累计新增参保人数|Newly insured in five years|万人
END

# Those of the special plans alone: id and role | name | English | unit | kind, direction, places | plan owner |
# target kind, base, target | 2018 to 2022
my $SPECIAL = <<'END';
X01 contracts|技术合同成交额|Technology contracts|亿元|flow up 1|ZX01 sci|level_min 20.0 45.0|14.2 16.9 20.0 25.1 31.0
X02 output   |规模以上工业增加值年均增长率|Growth of industry|%|growth up 1|ZX02 industry|avg_growth_min 5.2 7.5|8.1 7.7 5.2 10.4 5.1
X03 cloud    |上云企业数|Firms in the cloud|家|stock up 0|ZX03 industry|level_min 1200 2400|820 1010 1200 1460 1690
X04 crossing |跨境电商交易额|Cross-border commerce|亿元|flow up 1|ZX04 commerce|level_min 18.0 40.0|9.5 13.4 18.0 22.6 27.1
X05 homes    |五年累计建设保障性租赁住房|Rental homes in five years|套|flow up 0|ZX05 housing|cumulative_sum_min - 9000|900 1100 1240 1760 1830
X06 buses    |公交站点500米覆盖率|Bus stops within 500 m|%|ratio up 1|ZX06 transport|level_min 88.0 96.0|84.1 86.0 88.0 89.6 91.2
X07 kinder   |学前教育公办率|Public kindergartens|%|ratio up 1|ZX07 edu|level_min 62.0 75.0|56.0 59.1 62.0 64.9 67.5
X08 beds     |每千人口医疗卫生机构床位数|Hospital beds per thousand|张/千人|ratio up 2|ZX08 health|level_min 5.10 6.20|4.80 4.95 5.10 5.31 5.55
X09 skills   |高技能人才占技能人才比例|Highly skilled|%|ratio up 1|ZX09 hr|level_min 30.0 36.0|27.6 28.9 30.0 31.2 32.5
X10 tillage  |农作物耕种收综合机械化率|Mechanized farming|%|ratio up 1|ZX10 agri|level_min 78.0 86.0|73.5 76.0 78.0 79.4 81.3
X11 waste    |危险废物利用处置率|Hazardous waste treated|%|ratio up 1|ZX11 env|level_min 97.0 99.0|
X12 shelter  |人均应急避难场所面积|Shelter per head|平方米|ratio up 2|ZX12 emergency|level_min 1.20 1.80|1.02 1.11 1.20 1.32 1.45
X13 halls    |人均公共文化设施面积|Cultural space per head|平方米|ratio up 2|ZX13 culture|level_min 0.38 0.50|
X14 elders   |养老机构护理型床位占比|Care beds in homes|%|ratio up 1|ZX14 civil|level_min 50.0 60.0|43.0 47.2 50.0 52.2 54.3
X15 dikes    |堤防达标率|Dikes up to standard|%|ratio up 1|ZX15 water|level_min 84.0 92.0|80.2 82.1 84.0 85.3 87.3
X16 idle     |五年累计盘活存量建设用地|Land put to use in five years|亩|flow up 0|ZX16 planning|cumulative_sum_min - 6000|980 1050 1120 1260 1130
X17 samples  |重点工业产品抽检合格率|Samples that passed|%|ratio up 1|ZX17 market|level_min 95.0 97.0|93.8 94.4 95.0 95.5 95.9
END

# Which special plans take over an indicator of the outline with its target.
my %ALSO_IN = (
    ZX01 => [qw(patents research hitech)], ZX03 => [qw(digital)],            ZX04 => [qw(retail foreign)],
    ZX07 => [qw(school)],                  ZX08 => [qw(doctors nursery)],    ZX09 => [qw(jobs jobless pension)],
    ZX10 => [qw(grain gap)],               ZX11 => [qw(carbon dust air)],    ZX12 => [qw(accidents)],
    ZX15 => [qw(rivers)],                   ZX16 => [qw(forest)],
);

my @COLUMNS = qw(indicator name_zh name_en unit kind direction short_name domain attribute owner plan zone strategy
    field decimals natural_min natural_max rollup parent aliases);

sub specifications {
    my ($text) = @_;
    return map { [map { s/^ +| +$//gr } split /\|/, $_, -1] } split /\n/, $text;
}

sub fill {
    my ($world) = @_;
    my %otherwise = map { $_->[0] => $_ } specifications($OTHERWISE);
    for my $row (specifications($OUTLINE)) {
        my ($id, $role) = split / +/, $row->[0];
        my @named = @$row[1 .. 3];
        my $other = $otherwise{$role};
        @named = @$other[1 .. 3] if $other && $world->seed != 1 && $world->stream("names/$role")->below(2);
        my ($domain, $attribute, $owner) = split / /, $row->[5];
        my ($strategy, $zone, $field) = split / /, $row->[6];
        one($world, $id, $role, \@named, $row->[4], 30,
            id => $id, plan => 'outline', domain => $world->pillar('domain', $domain)->{name_zh},
            attribute => $attribute, owner => $world->code($owner),
            strategy => $world->pillar('strategy', $strategy)->{code},
            zone  => $zone eq '-'  ? '' : $world->pillar('zone',  $zone)->{code},
            field => $field eq '-' ? '' : $world->pillar('field', $field)->{code},
            aim => $row->[7], series => $row->[8], class => $row->[9], off => $row->[10]);
    }
    for my $row (specifications($SPECIAL)) {
        my ($id, $role) = split / +/, $row->[0];
        my ($plan, $owner) = split / /, $row->[5];
        one($world, $id, $role, [@$row[1 .. 3]], $row->[4], 17, id => $id, plan => $world->code($plan), domain => '专项规划',
            attribute => 'anticipatory', owner => $world->code($owner), aim => $row->[6], series => $row->[7],
            class => '', off => $row->[3] eq '%' && $row->[4] =~ /^ratio/ ? 5 : 10);    # a share stays below 100
    }
    # What the environment office has not sent itself is in the yearbook; what is rated by others is theirs.
    $world->indicator($_)->{sender} = $world->code('stats') for qw(dust air);
    # Amounts add up over places; rates, shares and what is per head do not.
    $world->indicator($_)->{rollup} = 'sum'
        for qw(people hitech revenue grain retail foreign jobs contracts cloud crossing homes idle);
    return;
}

sub one {
    my ($world, $id, $role, $named, $measured, $count, %more) = @_;
    my ($name, $english, $unit) = @$named;
    my ($kind, $direction, $decimals) = split / /, $measured;
    my $code = $world->number(substr($id, 0, 1), substr($id, 1), 2, $count);
    my $least = $unit eq '%' && $kind ne 'growth' ? 0 : '';
    return $world->add('indicators', {role => $role, also => [$id], code => $code, indicator => $code, name_zh => $name,
        name_en => $english, unit => $unit, kind => $kind, direction => $direction, decimals => $decimals,
        natural_min => $least, natural_max => $least eq '' ? '' : 100, rollup => 'none', aliases => short($name), %more});
}

# What departments write when they are in a hurry.
sub short {
    my ($name) = @_;
    my $short = $name =~ s/（[^）]*）//r;
    $short =~ s/^(五年累计|每千人口|每万人口|规模以上|常住人口(?=.)|居民(?=.))//;
    return $short eq $name ? '' : $short;
}

sub write_table {
    my ($world) = @_;
    my @rows = sort { $a->{indicator} cmp $b->{indicator} } @{$world->{indicators}};
    $world->table('catalog/indicators.csv', \@COLUMNS, \@rows);
    return;
}

sub also_in { return %ALSO_IN }

1;
