#!/usr/bin/perl
# Writes a workbook of one sheet, ten cells a row: codes and names as shared texts, a day, five
# numbers, a percentage, a unit.
#
#   tests/bench/workbook.pl ROWS FILE
use strict;
use warnings;
use utf8;
use Encode;
use IO::Compress::Zip qw($ZipError);

my ($rows, $file) = @ARGV;
die "usage: tests/bench/workbook.pl ROWS FILE\n" if !$file;
my $head = qq(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n);
my $main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
my $doc = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
my $package = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
my $type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
my $zip = IO::Compress::Zip->new($file, Name => '[Content_Types].xml') or die $ZipError;

sub part {
    my ($name, $text) = @_;
    $zip->newStream(Name => $name) if $name;
    $zip->print(encode_utf8($head . $text));
    return;
}
part('', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    . '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    . qq(<Override PartName="/xl/workbook.xml" ContentType="$type.sheet.main+xml"/>)
    . qq(<Override PartName="/xl/worksheets/sheet1.xml" ContentType="$type.worksheet+xml"/>)
    . qq(<Override PartName="/xl/styles.xml" ContentType="$type.styles+xml"/>)
    . qq(<Override PartName="/xl/sharedStrings.xml" ContentType="$type.sharedStrings+xml"/></Types>));
part('_rels/.rels', qq(<Relationships $package><Relationship Id="r1" Type="$doc/officeDocument" Target="xl/workbook.xml"/></Relationships>));
part('xl/workbook.xml', qq(<workbook $main xmlns:r="$doc"><sheets><sheet name="data" sheetId="1" r:id="r1"/></sheets></workbook>));
part('xl/_rels/workbook.xml.rels', qq(<Relationships $package><Relationship Id="r1" Type="$doc/worksheet" Target="worksheets/sheet1.xml"/>)
    . qq(<Relationship Id="r2" Type="$doc/styles" Target="styles.xml"/><Relationship Id="r3" Type="$doc/sharedStrings" Target="sharedStrings.xml"/></Relationships>));
part('xl/styles.xml', qq(<styleSheet $main><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>)
    . '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/>'
    . '<xf numFmtId="10" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>');
my @text = ((map { sprintf '%06d', 330000 + $_ } 0 .. 2999), (map { "indicator $_" } 0 .. 49), '亿元');
part('xl/sharedStrings.xml', qq(<sst $main count="3051" uniqueCount="3051">) . join('', map { "<si><t>$_</t></si>" } @text) . '</sst>');
part('xl/worksheets/sheet1.xml', qq(<worksheet $main><sheetData>));
for my $row (1 .. $rows) {
    my $cells = sprintf '<c r="A%d" t="s"><v>%d</v></c><c r="B%d" t="s"><v>%d</v></c><c r="C%d" s="1"><v>%d</v></c>', $row,
        $row % 3000, $row, 3000 + $row % 50, $row, 44562 + $row % 365;
    $cells .= sprintf '<c r="%s%d"><v>%s</v></c>', $_, $row, ($row * 37 + ord) / 100 for 'D' .. 'H';
    $cells .= sprintf '<c r="I%d" s="2"><v>%s</v></c><c r="J%d" t="s"><v>3050</v></c>', $row, ($row % 1000) / 1000, $row;
    $zip->print(qq(<row r="$row">$cells</row>));
}
$zip->print('</sheetData></worksheet>');
$zip->close or die $ZipError;
