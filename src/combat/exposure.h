// What men offer to fire in their posture: how much of a man shows, how many of the men show
// themselves at all, and what is left of a shell's lethal area. Shared words of the fire
// mechanisms (docs/methods/direct_fire.md, docs/methods/indirect_fire.md).
//
// Two things are kept apart so that neither is counted twice: the *area* of a man who shows himself
// follows from posture, the *exposed fraction* from will, suppression and, in a hole, from who
// fires.
#pragma once

#include "scenario/parameters.h"
#include "scenario/scenario.h"
#include "state/state.h"

namespace khasan::combat {

// A hole deep enough that only the head shows.
constexpr bool is_dug_in(state::Posture posture) { return posture >= state::Posture::kFoxhole; }

// Area of one man that bullets can reach, m2. Of who lies it shrinks with the hours of digging from
// that of a man on bare ground to a head over a parapet, in equal ratios (models: section 8).
double vulnerable_area_m2(const scenario::ParamValues& params, state::Posture posture,
                          double work_h);
// The same of the men of an element at state.now: who goes on under fire is upright only while he
// rushes, and lies between two rushes; the last rush to the enemy is run in one go.
double vulnerable_area_m2(const state::State& state, ElementId element);

// Share of a shell's lethal area against standing men that is left, 0..1; the cover of who lies
// grows as above, from stage to stage.
double shell_posture_factor(const scenario::ParamValues& params, state::Posture posture,
                            double work_h);
// The same of an element at state.now: who goes by rushes is prone for nearly all of the time.
double shell_posture_factor(const state::State& state, ElementId element);

// Share of the men that show themselves to aimed fire, 0..1. 1: men who go about their task in the
// open; in a hole only the share of them that engages. Suppressed men keep down like men gone to
// ground; broken men keep away from fire altogether.
double exposed_fraction(const scenario::ParamValues& params, state::Morale morale,
                        state::Posture posture, double suppressed_share);
// The same of an element at state.now. Of men who have lain at one place for a minute no more show
// themselves than use their weapons.
double exposed_fraction(const scenario::Scenario& scenario, const state::State& state,
                        ElementId element);

// Height above the bare ground of the eyes, and of what can be seen, of men in this posture, m.
double body_height_m(const scenario::ParamValues& params, state::Posture posture);

// Whether the element changed its place in its latest step.
bool is_moving(const state::State& state, ElementId element);

}  // namespace khasan::combat
