# Poisons one column of one table at a time and looks at all that is written for people: messages of
# every tool, and what assess --explain, normalize --look and render make.  CSV and JSON pass on what they were
# given.  A command that fails on the tables as they are, or never shows the poison, tries nothing and is told.
use strict;
use warnings;

my $poison = "\e]0;t\a\e[31m\xc2\x9b1m\xe2\x80\xae\xe2\x81\xa6\x7f<b onclick=x>&";
my $drives = qr/[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c/;
my %made = (
    'targets.csv' => <<'END', 'indicators.csv' => <<'END', 'regions.csv' => <<'END', 'data.csv' => <<'END');
plan,region,indicator,target_kind,target_value,base_value,base_period,target_period,op,related,official_class,reason,vintage,note
P,A,x,level_min,20,10,2020,2025,ge,,on_track,r,2021,n
END
indicator,name_en,name_zh,short_name,unit,direction,kind,rollup,decimals,domain,attribute,owner,note
x,Ex,Ai,X,t,up,stock,last,1,d,binding,o,n
END
region,name_zh,name_en,level,parent,note
A,Jia,Aye,city,,n
B,Yi,Bee,city,,n
C,Bing,Cee,city,,n
END
region,indicator,period,value,unit,status,qualifier,vintage,caliber,source,note
A,x,2020,10,t,A,,2021-01-01,,s,n
A,x,2021,11,t,A,,2022-01-01,,s,n
A,x,2022,12,t,A,,2023-01-01,,s,n
B,x,2022,13,t,A,,2023-01-01,,s,n
C,x,2022,14,t,A,,2023-01-01,,s,n
END
$made{'tasks.csv'} = <<'END';
task,kind,name_zh,plan,owner,co_owners,pillar,start,due,weight,invest_planned,stage,cause,source,verified
K1,task,Jia,P,O,Q,S,2021,2025,3,,building,c,s,memory
J1,project,Yi,P,O,,S,2021-03,2023-12,1,500,start,,s,yes
END
$made{'progress.csv'} = <<'END';
task,period,progress,stage,invest_done,note,source,verified
K1,2022-03,38,building,,n,s,memory
J1,2022-03,10,start,60,,s,yes
END
$made{'index.csv'} = <<'END';
indicator,name_en,name_zh,parent,weight,unit,direction,kind,note
top,Top,Ding,,,,,,
x,Ex,Ai,top,1,t,up,stock,n
END
$made{'questions.csv'} = <<'END';
question,kind,low,high,best,dont_know,name_zh,name_en,object,source
q,scale,1,5,high,,Wen,Quest,I1,s
END
$made{'answers.csv'} = <<'END';
respondent,question,answer,stratum,weight,sector,source
R1,q,5,a,1.5,u,s
R2,q,4,a,1,u,s
R3,q,2,b,1,v,s
R4,q,3,b,2,v,s
END
my $all = '-v --indicators indicators.csv';
my @makes = (
    ["assess -v --targets targets.csv --indicators indicators.csv --as-of 2022 data.csv", 0],
    ["assess --explain all --targets targets.csv --indicators indicators.csv --as-of 2022 data.csv", 1],
    ["normalize --look --indicators indicators.csv --regions regions.csv data.csv", 1],
    ["compare-peers $all --regions regions.csv --all data.csv", 0],
    ["decompose $all --kind gini,max-min data.csv", 0],
    ["decompose $all --kind shares,contribution --by region data.csv", 0],
    ["derive $all --series diff,yoy data.csv", 0],
    ["aggregate $all --to-period year data.csv", 0],
    ["pick -v -t indicators.csv --on indicator=unit --take name_zh --sort region --unmatched refuse data.csv", 0],
    ["aggregate -v --by region --stat max:value --stat mean:value data.csv", 0],
    ["forecast $all --to 2024 data.csv", 0],
    ["normalize $all --regions regions.csv data.csv", 0],
    ["validate -v --schema schema.json data.csv", 0],
    (map { ["render --lang en --to $_ made-assess.csv", 1] } qw(term html svg md)),
    (map { ["render --lang zh --to $_ made-peers.csv", 1] } qw(term svg)),
    (map { ["render --to $_ data.csv", 1] } qw(term html md)),
    ["track -v --at 2022-06-30 --progress progress.csv tasks.csv", 0],
    ["score -v --indicators index.csv --regions regions.csv --period 2022 data.csv", 0],
    ["survey -v --questions questions.csv --by sector answers.csv", 0],
    ["render --to html made-account.csv", 1],
    (map { my $table = $_; map { ["render --to $_ made-$table.csv", 1] } qw(term html) } qw(forecast decompose score survey track)),
);
$made{'schema.json'} = '{"fields": [{"name": "region", "constraints": {"enum": ["Z"]}}, {"name": "indicator", "constraints": {"maxLength": 1}},'
    . '{"name": "period", "type": "year"}, {"name": "value", "type": "number"}], "fieldsMatch": "subset"}';

sub put {
    my ($path, $text) = @_;
    open(my $file, '>:raw', $path) or die "$path: $!\n";
    print $file $text;
    close $file;
}

sub take {
    my ($path) = @_;
    open(my $file, '<:raw', $path) or die "$path: $!\n";
    local $/;
    return scalar <$file> // '';
}

put($_, $made{$_}) for keys %made;
system("assess --targets targets.csv --indicators indicators.csv --as-of 2022 data.csv >made-assess.csv 2>/dev/null");
system("compare-peers --all --regions regions.csv --indicators indicators.csv data.csv >made-peers.csv 2>/dev/null");
my %more = (
    account => 'assess --explain all --explain-form csv --targets targets.csv --indicators indicators.csv --as-of 2022 data.csv',
    forecast => 'forecast --indicators indicators.csv --to 2024 data.csv',
    decompose => 'decompose --indicators indicators.csv --kind gini data.csv',
    score => 'score --indicators index.csv --regions regions.csv --period 2022 data.csv',
    survey => 'survey --questions questions.csv --by sector answers.csv',
    track => 'track --at 2022-06-30 --progress progress.csv tasks.csv',
);
system("$more{$_} >made-$_.csv 2>/dev/null") for keys %more;
$made{"made-$_.csv"} = take("made-$_.csv") for qw(assess peers), keys %more;

my ($held, %shown) = (0);
sub look {
    my ($what, $text, $html) = @_;
    $held++;
    $shown{$what =~ s/^.*?: //r}++ if index($text, 'onclick') >= 0;
    print "$what: ", sprintf('%vd', $&), "\n" if $text =~ $drives;
    print "$what: HTML\n" if $html && $text =~ /<b onclick/;
}

for my $make (@makes) {
    my ($command, $people) = @$make;
    my $status = system("$command >out 2>err") >> 8;
    print "$command: status $status on the tables as they are\n", take('err') if $status > 1 || ($people && !-s 'out');
}

for my $table (grep { /csv$/ } sort keys %made) {
    my ($head, @rows) = map { [split /,/, $_, -1] } split /\n/, $made{$table};
    for my $column (0 .. $#$head) {
        for my $way ($table eq 'data.csv' ? (0, 1) : $column % 2) {
            # Behind the value, so that a text stays one; or in its place.
            my @poisoned = map { [@$_] } @rows;
            $_->[$column] = ($way ? '' : $_->[$column]) . $poison for @poisoned;
            put($table, join '', map { join(',', @$_) . "\n" } $head, @poisoned);
            for my $make (grep { index($_->[0], " $table") >= 0 } @makes) {
                my ($command, $people) = @$make;
                system("$command >out 2>err");
                look("$table $head->[$column]: messages of $command", take('err'), 0);
                look("$table $head->[$column]: $command", take('out'), $command =~ /--to (html|svg|md)/) if $people;
            }
        }
    }
    put($table, $made{$table});
}
for my $make (grep { $_->[1] } @makes) {
    print "$make->[0]: never showed the text\n" if !$shown{$make->[0]};
}

# A workbook has it in the names of its sheets and in its cells, as XML can say it.
system('sheet -v --all poisoned.xlsx >out 2>err');
look('poisoned.xlsx: messages of sheet', take('err'), 0);
print "sheet: never showed the text\n" if !$shown{'messages of sheet'};
print $held > 300 ? "looked at enough\n" : "looked at $held only\n";
