//! The grid of a picture made of characters: holds one grapheme per cell and returns lines of text.

use unicode_segmentation::UnicodeSegmentation;

use super::text::Ink;
use crate::ruler::Cells;

/// The content of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    Blank,
    /// One character, one column wide.
    Mark(char, Ink),
    /// Several characters that are drawn as one, or one that is wide: its place in the list of those.
    Cluster(usize, Ink),
    /// The right part of the wide one before it.
    Rest,
}

/// The grid. It grows to the right and downwards as needed; what would be left of it or above it is not drawn.
#[derive(Debug, Default)]
pub struct Grid {
    rows: Vec<Vec<Cell>>,
    clusters: Vec<String>,
    /// The ink of what is drawn next.
    pub ink: Ink,
}

impl Grid {
    /// Puts a mark of one column into a place.
    pub fn mark(&mut self, column: i64, row: i64, mark: char) {
        let ink = self.ink;
        if let Some(cell) = self.free(column, row) {
            *cell = Cell::Mark(mark, ink);
        }
    }

    /// Empties a place.
    pub fn clear(&mut self, column: i64, row: i64) {
        if let Some(cell) = self.free(column, row) {
            *cell = Cell::Blank;
        }
    }

    /// Whether there is nothing in a place.
    pub fn is_blank(&self, column: i64, row: i64) -> bool {
        matches!(self.cell(column, row), None | Some(Cell::Blank))
    }

    /// Whether one of these marks is in a place.
    pub fn holds(&self, column: i64, row: i64, marks: &[char]) -> bool {
        matches!(self.cell(column, row), Some(Cell::Mark(mark, _)) if marks.contains(&mark))
    }

    fn cell(&self, column: i64, row: i64) -> Option<Cell> {
        let (column, row) = (usize::try_from(column).ok()?, usize::try_from(row).ok()?);
        self.rows.get(row)?.get(column).copied()
    }

    /// Writes a text from a place to the right.
    pub fn write(&mut self, mut column: i64, row: i64, text: &str) {
        for cluster in text.graphemes(true) {
            let columns = Cells::columns(cluster);
            let mut chars = cluster.chars();
            match (columns, chars.next(), chars.next()) {
                (0, ..) | (_, None, _) => continue,
                (_, Some('\t'), _) => self.mark(column, row, ' '),
                (1, Some(alone), None) => self.mark(column, row, alone),
                (..) => self.cluster(column, row, cluster, columns),
            }
            column += columns as i64;
        }
    }

    fn cluster(&mut self, column: i64, row: i64, cluster: &str, columns: usize) {
        let (next, ink) = (self.clusters.len(), self.ink);
        let Some(cell) = self.free(column, row) else { return };
        *cell = Cell::Cluster(next, ink);
        self.clusters.push(cluster.to_owned());
        for more in 1..columns as i64 {
            if let Some(cell) = self.free(column + more, row) {
                *cell = Cell::Rest;
            }
        }
    }

    /// The cell of a place, with nothing of a wide cluster left in it or beside it.
    fn free(&mut self, column: i64, row: i64) -> Option<&mut Cell> {
        let (column, row) = (usize::try_from(column).ok()?, usize::try_from(row).ok()?);
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Blank);
        }
        let mut first = column;
        while cells[first] == Cell::Rest && first > 0 {
            first -= 1;
        }
        let mut end = column + 1;
        while cells.get(end) == Some(&Cell::Rest) {
            end += 1;
        }
        // A wide cluster that loses a part is gone; one that ends just before the place stays.
        let broken =
            if matches!(cells[column], Cell::Rest | Cell::Cluster(..)) { first..end } else { column..end };
        cells[broken].fill(Cell::Blank);
        Some(&mut cells[column])
    }

    /// The lines, without the blank rows above and below the picture, and without the blank columns left of it; with
    /// the colours of a terminal, if they are wanted.
    pub fn into_text(self, colors: bool) -> String {
        let blank = |cell: &Cell| matches!(cell, Cell::Blank | Cell::Mark(' ', _));
        let used = |row: &Vec<Cell>| !row.iter().all(blank);
        let first = self.rows.iter().position(used).unwrap_or(self.rows.len());
        let end = self.rows.iter().rposition(used).map_or(first, |last| last + 1);
        let rows = &self.rows[first..end];
        let left = rows.iter().filter_map(|row| row.iter().position(|cell| !blank(cell))).min().unwrap_or(0);
        let mut text = String::new();
        for row in rows {
            let end = row.iter().rposition(|cell| !blank(cell)).map_or(0, |last| last + 1);
            let mut pen = Ink::Plain;
            let mut change = |text: &mut String, ink: Ink| {
                if colors && ink != pen {
                    text.push_str(ink.sequence());
                    pen = ink;
                }
            };
            for cell in row.get(left..end).unwrap_or_default() {
                match *cell {
                    // A blank looks the same in all inks.
                    Cell::Blank => text.push(' '),
                    Cell::Mark(mark, ink) => {
                        change(&mut text, ink);
                        text.push(mark);
                    }
                    Cell::Cluster(at, ink) => {
                        change(&mut text, ink);
                        text.push_str(&self.clusters[at]);
                    }
                    Cell::Rest => {}
                }
            }
            change(&mut text, Ink::Plain);
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(draw: impl FnOnce(&mut Grid)) -> String {
        let mut grid = Grid::default();
        draw(&mut grid);
        grid.into_text(false)
    }

    #[test]
    fn what_is_around_the_picture_is_cut_off() {
        assert_eq!(drawn(|_| {}), "");
        assert_eq!(drawn(|grid| grid.mark(5, 5, ' ')), "");
        assert_eq!(
            drawn(|grid| {
                grid.mark(3, 2, 'a');
                grid.mark(5, 4, 'b');
                grid.mark(9, 9, ' ');
            }),
            "a\n\n  b\n"
        );
    }

    #[test]
    fn wide_clusters_take_their_columns() {
        assert_eq!(
            drawn(|grid| {
                grid.write(0, 0, "日本e\u{301}!");
                grid.mark(7, 0, '|');
                grid.write(0, 1, "1234567|");
            }),
            "日本e\u{301}! |\n1234567|\n"
        );
    }

    #[test]
    fn a_wide_cluster_that_is_half_painted_over_is_gone() {
        let over = |column| {
            drawn(|grid| {
                grid.write(1, 0, "日本");
                grid.mark(0, 0, '|');
                grid.mark(column, 0, 'x');
            })
        };
        assert_eq!(over(1), "|x 本\n");
        assert_eq!(over(2), "| x本\n");
        assert_eq!(over(3), "|日x\n");
        assert_eq!(over(4), "|日 x\n");
        assert_eq!(over(5), "|日本x\n");
    }

    #[test]
    fn characters_that_would_move_the_cursor_are_not_written() {
        assert_eq!(drawn(|grid| grid.write(0, 0, "a\tb\u{1b}[0m\nc\r\u{8}")), "a b[0mc\n");
    }

    #[test]
    fn what_lies_outside_is_not_drawn() {
        assert_eq!(drawn(|grid| grid.write(-2, 0, "abcd")), "cd\n");
        assert_eq!(drawn(|grid| grid.write(0, -1, "abcd")), "");
    }
}
