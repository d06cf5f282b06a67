# Rows 1 to 14, 22 to 24, 35 and 38 of the acceptance table: indicators, forecasts, peers, editions, conflicts.
use strict;
use warnings;
use utf8;

my $made = 'evaluation/indicators.csv';
my @classes = qw(achieved ahead on_track lagging reversed not_computable);

sub counts {
    my %count = map { $_ => 0 } @classes;
    $count{$_->{class}}++ for @_;
    return join ' ', @count{@classes};
}

# Of one indicator the latest figure of each period, in full years or as asked.
sub figures {
    my ($indicator, $like) = @_;
    my $ours = setting('district');
    my %value;
    for my $row (sort { $a->{vintage} cmp $b->{vintage} } rows_of('data/observations.csv', region => $ours, indicator => $indicator)) {
        $value{$row->{period}} = $row->{value} if $row->{period} =~ $like && $row->{caliber} eq '';
    }
    return %value;
}

row 1 => 'one row for each indicator of the outline' => sub {
    my @rows = table($made);
    my %plan = map { $_->{indicator} => 1 } rows_of('data:catalog/targets.csv', plan => setting('plan'));
    same(scalar @rows, scalar keys %plan, 'the number of rows');
    my %seen;
    holds(!$seen{$_->{indicator}}++, "$_->{indicator} stands twice") for @rows;
};

row 3 => 'the lead says what the table counts' => sub {
    my @rows = table($made);
    my @binding = grep { $_->{attribute} eq 'binding' } @rows;
    holds(@binding > 0, 'no binding indicator');
    my $text = text('report/report.docx');
    my $n = @rows;
    holds($text =~ /${n}项主要指标/, "the report does not say ${n}项主要指标");
    my %said = (achieved => '提前实现', ahead => '快于预期', on_track => '基本符合预期');
    for my $class (sort keys %said) {
        my $count = grep { $_->{class} eq $class } @rows;
        holds($text =~ /${count}项$said{$class}/, "the report does not say ${count}项$said{$class}");
    }
};

row 4 => 'a target that was lowered stands beside the first one' => sub {
    my @changed = grep { $_->{target_original} ne '' } table($made);
    for my $row (@changed) {
        my @versions = sort { $a->{vintage} cmp $b->{vintage} }
            rows_of('data:catalog/targets.csv', plan => $row->{plan}, indicator => $row->{indicator});
        same($row->{target_original}, $versions[0]{target_value}, "$row->{indicator} first target");
        same($row->{target}, $versions[-1]{target_value}, "$row->{indicator} target");
        my ($base, $first, $now) = ($row->{base_plan}, $row->{target_original}, $row->{y2022});
        my $pace = ($now - $base) / ($first - $base) / $row->{time_progress};
        same($row->{class_original}, $pace < 0.95 ? 'lagging' : $pace < 1.05 ? 'on_track' : $now >= $first ? 'achieved' : 'ahead',
            "$row->{indicator} by its first target");
    }
    holds(1, '') if !grep { $_->{fact} eq 'T1' } table('data:truths.csv');
};

row 5 => 'like for like: the base of the numerator\'s vintage' => sub {
    for my $row (grep { $_->{base_plan} ne '' && $_->{base_revised} ne '' && $_->{completion} ne '' } table($made)) {
        my %value = figures($row->{indicator}, qr/^\d{4}$/);
        my ($base, $now) = @value{setting('base'), setting('as_of_year')};
        same($row->{base_revised}, $base, "$row->{indicator} base in the data");
        near($row->{completion}, ($now - $base) / ($row->{target} - $base), 0.00005, "$row->{indicator} completion")
            if defined number($now) && $row->{base_plan} ne $row->{base_revised};
    }
};

row 6 => 'five-year sums are sums' => sub {
    for my $target (grep { $_->{target_kind} eq 'cumulative_sum_min' } rows_of('data:catalog/targets.csv', plan => setting('plan'))) {
        my %value = figures($target->{indicator}, qr/^\d{4}$/);
        my $sum = 0;
        $sum += $value{$_} for grep { $_ > setting('base') } keys %value;
        near(row_of($made, indicator => $target->{indicator})->{completion}, $sum / $target->{target_value}, 0.00005,
            "$target->{indicator} completion");
    }
};

row 7 => 'a suppressed figure has no class and no value anywhere' => sub {
    my @hidden = rows_of('data/observations.csv', region => setting('district'), status => 'Q');
    my %seen;
    for my $row (grep { !$seen{$_->{indicator}}++ } @hidden) {
        my @found = rows_of($made, indicator => $row->{indicator}) or next;
        same($found[0]{class}, 'not_computable', "$row->{indicator} class");
        same($found[0]{"e$_"}, '', "$row->{indicator} forecast $_") for setting('as_of_year') + 1, setting('target');
    }
    same($_->{value}, '', "$_->{indicator} $_->{period} value") for @hidden;
    holds(1, '') if !@hidden;
};

row 8 => 'what came after the cut-off is listed and used nowhere' => sub {
    my ($year, $month) = (setting('as_of_year'), setting('as_of_month'));
    for my $row (table('data/cutoff.csv')) {
        holds($row->{period} =~ /^\d{4}$/ ? $row->{period} > $year || $row->{vintage} gt setting('known') : 1,
            "$row->{indicator} $row->{period} was not after the cut-off");
        holds(!rows_of('data/taken.csv', indicator => $row->{indicator}, period => $row->{period}, value => $row->{value}),
            "$row->{indicator} $row->{period} was used");
    }
    holds(!(grep { $_->{period} =~ /^\d{4}$/ && $_->{period} > $year } table('data/taken.csv')), 'a later year was used');
};

row 9 => 'the year-end from half a year, by the shares of three years' => sub {
    my $year = setting('as_of_year') + 1;
    my $checked = 0;
    for my $row (grep { $_->{ytd_period} eq "$year-S1" && $_->{"e$year"} ne '' } table($made)) {
        my ($kind) = map { $_->{kind} } rows_of('data:catalog/indicators.csv', indicator => $row->{indicator});
        my %half = figures($row->{indicator}, qr/^\d{4}-S1$/);
        my %whole = figures($row->{indicator}, qr/^\d{4}$/);
        my @shares = map { $half{"$_-S1"} / $whole{$_} } grep { $half{"$_-S1"} && $whole{$_} } $year - 3 .. $year - 1;
        next if $kind ne 'flow' || @shares < 3;
        my $mean = 0;
        $mean += $_ / @shares for @shares;
        near($row->{"e$year"}, $row->{ytd_value} / $mean, 0.00006, "$row->{indicator} year-end");
        my ($least, $most) = (sort { $a <=> $b } @shares)[0, -1];
        near($row->{"e${year}_low"}, $row->{ytd_value} / $most, 0.00006, "$row->{indicator} low end");
        near($row->{"e${year}_high"}, $row->{ytd_value} / $least, 0.00006, "$row->{indicator} high end");
        $checked++;
    }
    holds($checked > 0, 'no year-end was computed again');
};

row 10 => 'forecasts of 2025 by model' => sub {
    my $target = setting('target');
    for my $indicator (map { $_->{indicator} } grep { $_->{"e$target"} ne '' } table($made)) {
        my %value = figures($indicator, qr/^\d{4}$/);
        my @years = sort keys %value;
        next if @years < 5 || grep { !defined number($value{$_}) } @years;
        next if grep { $_->{status} eq 'B' || $_->{qualifier} =~ /^[gl][et]$/ } rows_of('data/observations.csv', indicator => $indicator);
        my ($first, $last) = @years[0, -1];
        my $steps = $target - $last;
        my @naive = rows_of('evaluation/forecast.csv', indicator => $indicator, period => $target, model => 'naive') or next;
        near($naive[0]{value}, $value{$last}, 0.00006, "$indicator naive");
        my ($drift) = rows_of('evaluation/forecast.csv', indicator => $indicator, period => $target, model => 'drift');
        my $wanted = $value{$last} + $steps * ($value{$last} - $value{$first}) / ($last - $first);
        near($drift->{value}, $wanted, 0.00006, "$indicator drift") if $drift && $drift->{reason} eq '';
    }
};

row 11 => 'how far off models were before' => sub {
    my $checked = 0;
    for my $row (grep { $_->{model} eq 'naive' && ($_->{indicator} // '') ne '' && ($_->{mae} // '') ne '' } table('evaluation/backtest.csv')) {
        my %value = figures($row->{indicator}, qr/^\d{4}$/);
        my @years = sort keys %value;
        next if @years != 5 || grep { !defined number($value{$_}) } @years;
        my @v = @value{@years};
        near($row->{mae}, abs($v[4] - $v[3]), 0.0000006 + 0.00006 * abs $v[4], "$row->{indicator} MAE of the last value");
        last if ++$checked == 2;
    }
    holds($checked == 2, "two series were to be computed again, $checked were");
    holds(exists((table('evaluation/backtest.csv'))[0]{$_}), "there is no column $_") for qw(mae smape mase beats_last);
};

row 12 => 'parts add up to the whole, to the last digit' => sub {
    my %sum;
    for my $row (grep { $_->{part} ne '' && $_->{value} ne '' } table('evaluation/structure.csv')) {
        my $key = join '/', @$row{qw(indicator method item)};
        $sum{$key} += sprintf '%.0f', $row->{value} * 1e6;   # whole millionths, so that no sum is off by a double
    }
    for my $row (grep { $_->{part} eq '' && $_->{value} ne '' } table('evaluation/structure.csv')) {
        my $key = join '/', @$row{qw(indicator method item)};
        near(sprintf('%.6f', ($sum{$key} // 0) / 1e6), $row->{value}, 0, $key);
    }
    my @lmdi = rows_of('evaluation/structure.csv', method => 'lmdi', part => '');
    my %item = map { $_->{item} => $_->{value} } @lmdi;
    near(sprintf('%.6f', $item{activity} + $item{structure} + $item{intensity}), $item{change}, 0, 'the effects on energy')
        if @lmdi;
};

row 13 => 'the far horizon: distance, what is needed, where the pace leads' => sub {
    my ($horizon, $checked) = (setting('horizon'), 0);
    for my $row (table("evaluation/horizon$horizon.csv")) {
        if ($row->{target_period} ne $horizon) { holds($row->{proxy} ne '', "$row->{indicator} is not marked as a proxy"); next }
        next if $row->{average_growth} ne '' || $row->{reached} eq '';
        my ($value, $base, $left) = ($row->{value}, $row->{base_value}, $horizon - $row->{period});
        near($row->{distance}, $row->{target_value} - $value, 0.00006, "$row->{indicator} distance");
        near($row->{needed_per_year}, ($row->{target_value} - $value) / $left, 0.006, "$row->{indicator} needed");
        my $onward = $value + ($value - $base) / ($row->{period} - $row->{base_period}) * $left;
        near($row->{reached}, $onward, 0.00006, "$row->{indicator} reached") if $onward <= 100 || $row->{unit} ne '%';
        $checked++;
    }
    holds($checked >= 2, 'fewer than two were computed again');
};

row 14 => 'zones by class, nobody forgotten, no total' => sub {
    my %kind = map { $_->{indicator} => $_->{zone} } table('data:catalog/indicators.csv');
    my %count;
    for my $row (table($made)) { $count{$_}{$row->{class}}++ for split /\|/, $kind{$row->{indicator}} || '-' }
    my @zones = grep { $_->{kind} eq 'zone' } table('evaluation/zones.csv');
    for my $zone (@zones) {
        my $name = $zone->{pillar} || '-';
        same($zone->{$_}, $count{$name}{$_} // 0, "$name $_") for @classes;
    }
    same(join(' ', sort map { $_->{pillar} || '-' } @zones), join(' ', sort keys %count), 'the zones');
    my @none = grep { $_->{kind} eq 'zone' } table('evaluation/in-no-zone.csv');
    same(join(' ', sort map { $_->{indicator} } @none), join(' ', sort grep { !$kind{$_} } map { $_->{indicator} } table($made)),
        'who is in no zone');
};

row 22 => 'rank among those that are alike' => sub {
    my ($ours, $year) = (setting('district'), setting('as_of_year'));
    my %peer = map { $_->{region} => 1 } table('data:catalog/peers.csv');
    my %way = map { $_->{indicator} => $_->{direction} } table('data:catalog/indicators.csv');
    for my $row (grep { $_->{rank} ne '' } table('evaluation/peers.csv')) {
        my %value = map { $_->{region} => $_->{value} } grep { $peer{$_->{region}} && $_->{caliber} eq '' && $_->{value} ne '' }
            rows_of('data:panel/peers.csv', indicator => $row->{indicator}, period => $year);
        my $own = $value{$ours};
        my $better = grep { $way{$row->{indicator}} eq 'down' ? $_ < $own : $_ > $own } values %value;
        same($row->{rank}, $better + 1, "$row->{indicator} rank");
        same($row->{of}, scalar keys %value, "$row->{indicator} number of the alike");
    }
};

row 23 => 'pacesetters: a gap, years, no rank' => sub {
    my @rows = table('evaluation/pacesetters.csv');
    holds(@rows > 0, 'no pacesetter');
    holds(!exists $rows[0]{rank}, 'pacesetters have a rank');
    for my $row (grep { $_->{gap} ne '' } @rows) {
        my $sign = $row->{direction} eq 'down' ? -1 : 1;
        near($row->{gap}, $sign * ($row->{value} - $row->{pacesetter_value}), 0.00006, "$row->{indicator} gap to $row->{pacesetter}");
    }
};

row 24 => 'practices only of places that lead' => sub {
    my ($ours, $year) = (setting('district'), setting('as_of_year'));
    my %way = map { $_->{indicator} => $_->{direction} } table('data:catalog/indicators.csv');
    same(scalar(table('evaluation/practices.csv')), scalar(table('data:practices.csv')), 'the number of practices');
    for my $row (table('evaluation/practices.csv')) {
        if ($row->{shown} ne 'yes') { holds($row->{why_not} ne '', "$row->{practice}: no word why it is not shown"); next }
        next if $row->{effect} eq '';
        my ($own) = rows_of('data:panel/peers.csv', region => $ours, indicator => $row->{effect}, period => $year);
        my ($their) = rows_of('data:panel/peers.csv', region => $row->{place}, indicator => $row->{effect}, period => $year);
        my $sign = $way{$row->{effect}} eq 'down' ? -1 : 1;
        holds($own && $their && $sign * ($their->{value} - $own->{value}) > 0, "$row->{practice} of a place that is behind");
    }
};

row 35 => 'between the editions: the changes explain the counts' => sub {
    my @rows = table('decisions/editions.csv');
    my %moved;
    for my $row (grep { $_->{row} eq 'target' && $_->{was} ne $_->{is} } @rows) { $moved{$row->{was}}--; $moved{$row->{is}}++ }
    for my $row (grep { $_->{row} eq 'class' && $_->{class} ne 'all' } @rows) {
        same($row->{is} - $row->{was}, $moved{$row->{class}} // 0, "the change of $row->{class}");
        same($row->{residual}, 0, "what is not explained of $row->{class}");
    }
};

row 38 => 'where a special plan wants something else than the outline' => sub {
    my %outline = map { $_->{indicator} => $_ } sort { $a->{vintage} cmp $b->{vintage} }
        rows_of('data:catalog/targets.csv', plan => setting('plan'));
    my (%wanted, %found);
    for my $row (grep { $_->{plan} ne setting('plan') && $_->{target_period} eq setting('target') } table('data:catalog/targets.csv')) {
        my $ours = $outline{$row->{indicator}} or next;
        $wanted{"$row->{plan} $row->{indicator} $row->{target_value} $ours->{target_value}"} = 1
            if $row->{target_value} ne '' && $row->{target_value} != $ours->{target_value};
    }
    $found{join ' ', @$_{qw(plan indicator special outline)}} = 1
        for grep { $_->{differs} eq 'target' } table('evaluation/conflicts.csv');
    same(join('; ', sort keys %found), join('; ', sort keys %wanted), 'the targets that differ');
};

1;
