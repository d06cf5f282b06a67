# A workbook (.xlsx) of one sheet as bytes, the same on every machine: a zip whose parts are stored.
package Workbook;
use strict;
use warnings;
use utf8;
use Encode qw(encode);

# What a cell of numbers may be shown as; the place in the list is the style.
my @FORMATS = ('General', '0', '0.0', '0.00', '0.000', '#,##0', '#,##0.0', '#,##0.00');

my @CRC = map {
    my $word = $_;
    $word = $word & 1 ? 0xEDB88320 ^ ($word >> 1) : $word >> 1 for 1 .. 8;
    $word
} 0 .. 255;

# name => the sheet's; rows => [[CELL...]...], where a cell is a text, a hash {number, format}, or empty;
# merges => ['A1:C1']; hidden => [7], rows that are not shown.
sub bytes {
    my (%given) = @_;
    my $type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
    my $main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    my $office  = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    my $package = 'http://schemas.openxmlformats.org/package/2006';
    my $name    = escaped($given{name});
    return archive(
        ['[Content_Types].xml', qq(<Types xmlns="$package/content-types">)
            . qq(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)
            . qq(<Default Extension="xml" ContentType="application/xml"/>)
            . qq(<Override PartName="/xl/workbook.xml" ContentType="$type.sheet.main+xml"/>)
            . qq(<Override PartName="/xl/worksheets/sheet1.xml" ContentType="$type.worksheet+xml"/>)
            . qq(<Override PartName="/xl/styles.xml" ContentType="$type.styles+xml"/></Types>)],
        ['_rels/.rels', qq(<Relationships xmlns="$package/relationships">)
            . qq(<Relationship Id="rId1" Type="$office/officeDocument" Target="xl/workbook.xml"/></Relationships>)],
        ['xl/workbook.xml', qq(<workbook xmlns="$main" xmlns:r="$office">)
            . qq(<sheets><sheet name="$name" sheetId="1" r:id="rId1"/></sheets></workbook>)],
        ['xl/_rels/workbook.xml.rels', qq(<Relationships xmlns="$package/relationships">)
            . qq(<Relationship Id="rId1" Type="$office/worksheet" Target="worksheets/sheet1.xml"/>)
            . qq(<Relationship Id="rId2" Type="$office/styles" Target="styles.xml"/></Relationships>)],
        ['xl/styles.xml', styles($main)],
        ['xl/worksheets/sheet1.xml', sheet($main, %given)]
    );
}

sub styles {
    my ($main) = @_;
    my $formats = join '', map { sprintf '<numFmt numFmtId="%d" formatCode="%s"/>', 164 + $_, $FORMATS[$_] } 1 .. $#FORMATS;
    my $cells = join '', map { sprintf '<xf numFmtId="%d" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>',
        $_ ? 164 + $_ : 0 } 0 .. $#FORMATS;
    return qq(<styleSheet xmlns="$main"><numFmts count="$#FORMATS">$formats</numFmts>)
        . '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
        . '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
        . qq(<cellXfs count="${\ scalar @FORMATS}">$cells</cellXfs></styleSheet>);
}

sub sheet {
    my ($main, %given) = @_;
    my %hidden = map { $_ => 1 } @{$given{hidden} || []};
    my $body   = '';
    my $n      = 0;
    for my $row (@{$given{rows}}) {
        $n++;
        my $column = 0;
        $body .= sprintf '<row r="%d"%s>', $n, $hidden{$n} ? ' hidden="1"' : '';
        $body .= join '', map { cell(letters(++$column) . $n, $_) } @$row;
        $body .= '</row>';
    }
    my @merges = @{$given{merges} || []};
    my $merged = !@merges ? ''
        : sprintf '<mergeCells count="%d">%s</mergeCells>', scalar @merges, join '', map { qq(<mergeCell ref="$_"/>) } @merges;
    return qq(<worksheet xmlns="$main"><sheetData>$body</sheetData>$merged</worksheet>);
}

sub cell {
    my ($place, $cell) = @_;
    return '' if !defined $cell || (!ref $cell && $cell eq '');
    return qq(<c r="$place" t="e"><v>$cell</v></c>) if !ref $cell && $cell =~ /^#/;
    if (!ref $cell) {
        my $text = escaped($cell);
        return qq(<c r="$place" t="inlineStr"><is><t xml:space="preserve">$text</t></is></c>);
    }
    my ($style) = grep { $FORMATS[$_] eq ($cell->{format} // 'General') } 0 .. $#FORMATS;
    die "no format $cell->{format}\n" if !defined $style;
    return qq(<c r="$place" s="$style"><v>$cell->{number}</v></c>);
}

sub letters {
    my ($column) = @_;
    my $letters = '';
    for (; $column > 0; $column = int(($column - 1) / 26)) {
        $letters = chr(ord('A') + ($column - 1) % 26) . $letters;
    }
    return $letters;
}

sub escaped {
    my ($text) = @_;
    my %sign = ('&' => '&amp;', '<' => '&lt;', '>' => '&gt;', '"' => '&quot;');
    return $text =~ s/([&<>"])/$sign{$1}/gr;
}

# ---- The zip: no part is packed, every day is 1 January 1980 ----

sub archive {
    my (@parts) = @_;
    my ($all, $list) = ('', '');
    for my $part (@parts) {
        my $name  = $part->[0];
        my $bytes = encode('UTF-8', qq(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n$part->[1]));
        my $same  = pack 'v5V3v2', 20, 0, 0, 0, 0x21, crc($bytes), length $bytes, length $bytes, length $name, 0;
        $list .= "PK\x01\x02" . pack('v', 20) . $same . pack('v3V2', 0, 0, 0, 0, length $all) . $name;
        $all  .= "PK\x03\x04" . $same . $name . $bytes;
    }
    return $all . $list . "PK\x05\x06" . pack('v4V2v', 0, 0, scalar @parts, scalar @parts, length $list, length $all, 0);
}

sub crc {
    my ($bytes) = @_;
    my $sum = 0xFFFFFFFF;
    $sum = $CRC[($sum ^ $_) & 255] ^ ($sum >> 8) for unpack 'C*', $bytes;
    return $sum ^ 0xFFFFFFFF;
}

1;
