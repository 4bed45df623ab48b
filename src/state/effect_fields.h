// The fields of all effects, listed once and by name, as fields.h does for states.
#pragma once

#include "state/effects.h"
#include "state/fields.h"

namespace khasan::state {

KHASAN_FIELDS(Event, at, kind, side, subject, object, unit, place, weapon, order, a, b, c, d, cause,
              where)
KHASAN_FIELDS(Shots, subject, object, slot, rounds, aim, rapid)
KHASAN_FIELDS(Burst, by, weapon, at, shell_kg)
KHASAN_FIELDS(FougasseFired, fougasse, works)
KHASAN_FIELDS(Hit, subject, by, cause, weapon, men)
KHASAN_FIELDS(Loss, subject, by, cause, weapon, killed, wounded, light, missing, surrendered)
KHASAN_FIELDS(Dose, subject, dose, shell_s)
KHASAN_FIELDS(HullChange, subject, by, weapon, phase, from)
KHASAN_FIELDS(FlightChange, subject, flight)
KHASAN_FIELDS(Sighting, by, enemy, level, at, error_m)
KHASAN_FIELDS(Move, subject, to, heading_rad)
KHASAN_FIELDS(PostureChange, subject, posture, dig_h, hole)
KHASAN_FIELDS(Halt, subject, until)
KHASAN_FIELDS(WireWork, obstacle, cell, open_s, by, opened)
KHASAN_FIELDS(Pressed, subject)
KHASAN_FIELDS(Surprise, subject, until)
KHASAN_FIELDS(Shock, unit, amount)
KHASAN_FIELDS(MoraleChange, unit, morale, counts_as_break)
KHASAN_FIELDS(IntentChange, subject, intent)
KHASAN_FIELDS(TaskChange, unit, task)
KHASAN_FIELDS(OrderChange, order, phase, at)
KHASAN_FIELDS(OrderReview, order, next, choice)
KHASAN_FIELDS(HeadquartersBusy, unit, until)
KHASAN_FIELDS(MissionChange, subject, mission)
KHASAN_FIELDS(GrenadesThrown, subject, count)
KHASAN_FIELDS(Ammunition, subject, slot, rounds, from, from_slot)
KHASAN_FIELDS(ConvoyLeaves, subject, convoy)
KHASAN_FIELDS(ConvoyArrives, subject, index, receives, due)
KHASAN_FIELDS(TrackUpdate, side, enemy, track)
KHASAN_FIELDS(PlaceReport, unit, reported)
KHASAN_FIELDS(Return, subject, men)
KHASAN_FIELDS(BearersChange, subject, bearers)
KHASAN_FIELDS(Awake, subject, awake_h)
KHASAN_FIELDS(Owner, place, cell, owner, contested)
KHASAN_FIELDS(FootingChange, side, footing)
KHASAN_FIELDS(PlayerWord, order, recalled)
KHASAN_FIELDS(Restraint, rule, order, unit, subject, what, where)
KHASAN_FIELDS(Effects, shots, bursts, fougasses, hits, losses, doses, hulls, flights, sightings,
              moves, postures, halts, wire, pressed, surprises, shocks, morale, intents, tasks,
              orders, reviews, headquarters, missions, grenades, ammunition, convoys, arrivals,
              road_rain_h, tracks, reports, returns, bearers, awake, owners, releases, footings,
              words, restraints, flares, pending, events)

}  // namespace khasan::state
