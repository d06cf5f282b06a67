# What an evaluation has to find of the indicators: rows of truths.csv, each computed from the numbers that were planted.
package Truths;
use strict;
use warnings;
use utf8;
use Figures;
use Judge qw(average line_ahead models_ahead sum_of verdict);
use World qw();

my $ANSWERS = 'evaluation/indicators.csv';

sub fill {
    my ($world) = @_;
    classes($world);
    targets($world);
    averages_and_sums($world);
    whole_year($world);
    short_in_2025($world);
    withheld($world);
    horizon($world);
    elsewhere($world);
    return;
}

# A row for each column of one indicator's answer: text, or a number that has so much room.
sub answer {
    my ($world, $fact, $role, %expected) = @_;
    my $indicator = $world->indicator($role);
    for my $column (sort keys %expected) {
        my ($expected, $tolerance) = ref $expected{$column} ? @{$expected{$column}} : ($expected{$column}, '');
        $world->truth(fact => $fact, file => $ANSWERS, key => "plan=outline;indicator=$indicator->{indicator}",
            column => $column, expected => $expected, tolerance => $tolerance);
    }
    return;
}

sub ratio { return [World::places($_[0], 4), '0.00005'] }

# Of every indicator its class, and of every level its completion; the fact "class" is never left out.
sub classes {
    my ($world) = @_;
    for my $indicator (sort { $a->{indicator} cmp $b->{indicator} } @{$world->{indicators}}) {
        next if $indicator->{plan} ne 'outline';
        answer($world, 'class', $indicator->{role}, class => $indicator->{class});
        my ($made, $kind) = ($indicator->{made}, $indicator->{made}{aim}{kind});
        next if $kind !~ /^level_(min|max|about)$/ || $indicator->{role} =~ /^(research|people|accidents|air)$/;
        my $verdict = verdict($made->{aim}, [$made->{years}{2022}]);
        answer($world, 'class', $indicator->{role}, completion => ratio($verdict->{completion}));
    }
    my %count;
    $count{$_->{class}}++ for grep { $_->{plan} eq 'outline' } @{$world->{indicators}};
    $world->keep('count', $_, $count{$_} // 0) for qw(achieved ahead on_track lagging reversed not_computable);
    return;
}

sub targets {
    my ($world) = @_;
    my $research = $world->indicator('research')->{made};
    answer($world, 'T1', 'research', target => [$research->{lowered}, 0], target_original => [$research->{target}, 0],
        target_changed_on => '2022-12-01', class_original => 'lagging');
    my $people = $world->indicator('people')->{made};
    my $now    = [$people->{years}{2022}];
    if ($people->{census}) {
        my $revised = verdict({%{$people->{aim}}, base => $people->{census}}, $now);
        answer($world, 'T3', 'people', base_plan => [$people->{base}, 0], base_revised => [$people->{census}, 0],
            class_revised => 'lagging', completion => ratio($revised->{completion}));
        $world->truth(fact => 'T3', file => 'evaluation/assessed.csv', column => 'class_plan', expected => 'ahead',
            key => 'plan=outline;indicator=' . $world->code('people'));
    }
    my $doctors = $world->indicator('doctors')->{made};
    my $key     = 'plan=' . $world->code('ZX08') . ';indicator=' . $world->code('doctors');
    if ($doctors->{special}) {
        my $special = verdict({%{$doctors->{aim}}, target => $doctors->{special}}, [$doctors->{years}{2022}]);
        my %row = (fact => 'T8', file => 'evaluation/assessed.csv', key => $key);
        $world->truth(%row, column => 'class', expected => 'lagging');
        $world->truth(%row, column => 'completion', expected => World::places($special->{completion}, 4),
            tolerance => '0.00005');
        $world->truth(fact => 'T8', file => 'evaluation/conflicts.csv', text_must => $world->code('doctors'));
        $world->truth(fact => 'T8', file => 'evaluation/conflicts.csv', text_must => $doctors->{special});
    }
    answer($world, 'T9', 'air', class => 'reversed', recommendation => 'watch');
    answer($world, 'T23', 'patents', recommendation => 'raise', rule => 'A2');
    answer($world, 'T32', 'revenue', y2022 => [$world->indicator('revenue')->{made}{years}{2022}, 0]);
    return;
}

sub averages_and_sums {
    my ($world) = @_;
    my %of = (growth => 'T4', invest => 'class', foreign => 'T5', jobs => 'T6', energy => 'class');
    for my $role (sort keys %of) {
        my $made    = $world->indicator($role)->{made};
        my @years   = @{$made->{years}}{2021, 2022};
        my $verdict = verdict($made->{aim}, \@years);
        answer($world, $of{$role}, $role, completion => ratio($verdict->{completion}), pace => ratio($verdict->{pace}));
        next if $made->{aim}{kind} ne 'avg_growth_min';
        my $text = World::places(average(\@years), 3);
        $world->truth(fact => $of{$role}, file => $ANSWERS, text_must => $text);
    }
    # Few of the other choices give the same class: below two thirds, whatever their share is.
    answer($world, 'T4', 'growth', robust => ['0.3333', '0.3333'], ytd_period => '2023-S1');
    return;
}

# T7: the year that its first half makes, by the shares of the three years before.
sub whole_year {
    my ($world) = @_;
    return if $world->without('T7');
    my $made   = $world->indicator('revenue')->{made};
    my @shares = map { World::rat($made->{halves}{$_}) / World::rat($made->{years}{$_}) } 2020 .. 2022;
    my ($least, undef, $most) = sort { $a <=> $b } @shares;
    my $half = World::rat($made->{halves}{2023});
    my $year = $half / (sum_of(\@shares) / 3);
    answer($world, 'T7', 'revenue', e2023 => [World::places($year, 2), '0.005'], e2023_low => [World::places($half / $most, 2),
        '0.005'], e2023_high => [World::places($half / $least, 2), '0.005'], class_2023 => 'lagging',
        ytd_value => [$made->{halves}{2023}, 0]);
    $world->truth(fact => 'T7', file => 'report/report.html', text_must_not => '任务过半');
    return;
}

sub short_in_2025 {
    my ($world) = @_;
    return if $world->without('T2');
    my $made = $world->indicator('grain')->{made};
    my @years = @{$made->{years}}{2018 .. 2022};
    my $said  = models_ahead(\@years, 3);
    for my $model (grep { $_ ne 'damped' } sort keys %$said) {
        $world->truth(fact => 'T2', file => 'evaluation/forecast.csv',
            key => 'indicator=' . $world->code('grain') . ";period=2025;caliber=$model", column => 'value',
            expected => World::places($said->{$model}, 4), tolerance => '0.00005');
    }
    my ($line, $width) = line_ahead(\@years, 3);
    $world->keep('line', 'I16', [World::places($line, 4), World::places($width, 4)]);
    answer($world, 'T2', 'grain', e2025 => [World::places($said->{damped}, 2), '0.005'], outlook => 'hard',
        recommendation => 'support', rule => 'A5');
    return;
}

# What must not be told, and what came too late or not at all.
sub withheld {
    my ($world) = @_;
    answer($world, 'T10', 'accidents', class => 'not_computable', y2021 => '', y2022 => '');
    $world->truth(fact => 'T10', file => 'evaluation/peers.csv', column => 'value', expected => '',
        key => 'region=' . $world->code('ours') . ';indicator=' . $world->code('accidents'));
    answer($world, 'T11', 'prices', class => 'not_computable', completion => '');
    answer($world, 'T28', 'carbon', class => 'not_computable', y2022 => '');
    my $leaked = Figures::leaked($world->indicator('gap')->{made});
    $world->truth(fact => 'T12', file => 'data/cutoff.csv', key => 'indicator=' . $world->code('gap') . ';period=2023',
        column => 'value', expected => $leaked, tolerance => 0);
    $world->truth(fact => 'T12', file => 'data/observations.csv', text_must_not => '2024-03-15');
    $world->truth(fact => 'T35', file => 'data/findings.csv', text_must => '四舍五入');
    return;
}

# How far the way to 2035 is gone after two of fifteen years.
sub horizon {
    my ($world) = @_;
    for my $role (qw(labor income)) {
        my $made    = $world->indicator($role)->{made};
        my $verdict = verdict({%{$made->{aim}}, target => $made->{horizon}}, [$made->{years}{2022}], World::rat('2/15'));
        my %row     = (fact => 'class', file => 'evaluation/horizon2035.csv', key => 'indicator=' . $world->code($role));
        $world->truth(%row, column => 'completion', expected => World::places($verdict->{completion}, 4),
            tolerance => '0.00005');
        $world->truth(%row, column => 'class', expected => $verdict->{class});
    }
    return;
}

# Where else a fact has to be read: its recommendation, the list that it leads to, the report.
sub elsewhere {
    my ($world) = @_;
    for my $advice ([T2 => 'grain', 'A5'], [T9 => 'air', 'A7'], [T23 => 'patents', 'A2']) {
        my ($fact, $role, $rule) = @$advice;
        $world->truth(fact => $fact, file => 'decisions/adjustments.csv', key => 'item=' . $world->code($role),
            column => 'rule', expected => $rule);
    }
    my %texts = (
        T1 => ['report/report.html' => $world->indicator('research')->{made}{target}],
        T2 => ['decisions/requests.csv' => $world->code('grain'), 'decisions/slips.csv' => $world->code('grain')],
        T3 => ['report/report.html' => $world->indicator('people')->{made}{census}],
        T8 => ['plans/' . $world->code('ZX08') . '/report.docx' => $world->indicator('doctors')->{made}{special}],
        T9 => ['decisions/slips.csv' => $world->code('air')],
        T19 => ['evaluation/peers.csv' => '户籍人口'],
        T20 => ['evaluation/peers.csv' => 'break'],
        T31 => ['today.html' => '审核日期晚于审议日期'],
    );
    for my $fact (sort keys %texts) {
        my @rows = @{$texts{$fact}};
        while (my ($file, $text) = splice @rows, 0, 2) {
            $world->truth(fact => $fact, file => $file, text_must => $text) if defined $text;
        }
    }
    return;
}

1;
