//! The symbols of participants: one path each, drawn on a square of 40 by 40 units. All pieces run clockwise, so that
//! none is a hole in another.

use super::PathWriter;
use super::step::{self, Step};
use crate::notation::ParticipantKind;
use crate::scene::Rect;

/// The side of the square, in tenths of a unit, which the steps below are counted in.
const SIDE: i64 = 400;

use Step::{Arc, Close, Curve, Line, Move};

/// A head and shoulders.
const ACTOR: &[Step] = &[
    Move(125, 105),
    Arc(75, 75, true, 150, 0),
    Arc(75, 75, true, -150, 0),
    Close,
    Move(55, 375),
    Curve([0, -95, 58, -150, 145, -150]),
    Curve([87, 0, 145, 55, 145, 150]),
    Close,
];
/// A circle held by a bar on its left.
const BOUNDARY: &[Step] = &[
    Move(30, 85),
    Line(0, 230),
    Move(30, 200),
    Line(80, 0),
    Arc(132, 132, true, 264, 0),
    Arc(132, 132, true, -264, 0),
];
/// A circle with an arrow on it.
const CONTROL: &[Step] = &[
    Move(200, 78),
    Arc(140, 140, true, 0, 280),
    Arc(140, 140, true, 0, -280),
    Close,
    Move(248, 30),
    Line(-55, 48),
    Line(55, 48),
];
/// A circle on a bar.
const ENTITY: &[Step] = &[
    Move(200, 60),
    Arc(140, 140, true, 0, 280),
    Arc(140, 140, true, 0, -280),
    Close,
    Move(70, 340),
    Line(260, 0),
];
/// A cylinder.
const DATABASE: &[Step] = &[
    Move(60, 85),
    Arc(140, 50, true, 280, 0),
    Line(0, 230),
    Arc(140, 50, true, -280, 0),
    Close,
    Move(340, 85),
    Arc(140, 50, true, -280, 0),
];
/// Two sheets, one behind the other.
const COLLECTIONS: &[Step] = &[
    Move(110, 130),
    Line(0, -70),
    Line(250, 0),
    Line(0, 210),
    Line(-70, 0),
    Move(40, 130),
    Line(250, 0),
    Line(0, 210),
    Line(-250, 0),
    Close,
];
/// A cloud.
const CLOUD: &[Step] = &[
    Move(110, 320),
    Curve([-98, -4, -105, -140, -12, -150]),
    Curve([8, -110, 160, -130, 192, -35]),
    Curve([105, -8, 118, 178, 0, 185]),
    Close,
];
/// A cylinder on its side.
const QUEUE: &[Step] = &[
    Move(75, 95),
    Line(250, 0),
    Arc(45, 105, true, 0, 210),
    Line(-250, 0),
    Arc(45, 105, true, 0, -210),
    Close,
    Move(325, 305),
    Arc(45, 105, true, 0, -210),
];
/// A box.
const BOX: &[Step] = &[Move(30, 90), Line(340, 0), Line(0, 220), Line(-340, 0), Close];
/// A box with round ends.
const ROUNDED: &[Step] = &[
    Move(130, 100),
    Line(140, 0),
    Arc(100, 100, true, 0, 200),
    Line(-140, 0),
    Arc(100, 100, true, 0, -200),
    Close,
];

fn steps(kind: ParticipantKind) -> &'static [Step] {
    match kind {
        ParticipantKind::Participant => BOX,
        ParticipantKind::Rounded => ROUNDED,
        ParticipantKind::Actor => ACTOR,
        ParticipantKind::Boundary => BOUNDARY,
        ParticipantKind::Control => CONTROL,
        ParticipantKind::Entity => ENTITY,
        ParticipantKind::Database => DATABASE,
        ParticipantKind::Collections => COLLECTIONS,
        ParticipantKind::Cloud => CLOUD,
        ParticipantKind::Queue => QUEUE,
    }
}

/// Traces the symbol of a kind, as large as a square.
pub fn trace(path: &mut impl PathWriter, kind: ParticipantKind, square: &Rect) {
    step::trace(path, steps(kind), SIDE, square);
}
