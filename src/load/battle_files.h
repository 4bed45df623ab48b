// The readers of the files of a battle and of the catalogue, one a kind of file. Private to
// src/load: each takes the values of a document into the spec and notes faults in the Reading.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "load/value.h"
#include "scenario/spec.h"

namespace khasan::load {

// What the readers of one battle work on.
struct BattleReading {
  Reading reading;
  scenario::ScenarioSpec spec;
  std::string folder;
};

// A file named in a document: inside the battle's folder, no absolute path, no "..". Empty, and a
// fault, otherwise.
std::string path_in(const BattleReading& battle, const Value& value);
// Paths of the *.yaml files of a folder in order of names; empty when there is no such folder.
std::vector<std::string> yaml_files(const std::string& folder);

// The catalogue (catalogue.cc, organisations.cc, parameter_files.cc).
void read_sources(BattleReading& battle, const std::string& path);
void read_weapons(BattleReading& battle, const std::string& path);
void read_vehicles(BattleReading& battle, const std::string& path);
void read_aircraft(BattleReading& battle, const std::string& path);
void read_organisations(BattleReading& battle, const std::string& path);
void read_parameter_folder(BattleReading& battle, const std::string& folder);
std::vector<scenario::ElementSpec> read_elements(const Value& list);
std::vector<std::string> echelon_words();
std::vector<std::string> cover_words();

// battle.yaml and what it names.
void read_terrain(BattleReading& battle, const Value& value);
scenario::PlaceSpec read_place(const Value& value);
void read_places_geojson(BattleReading& battle, const std::string& path);
void read_features_geojson(BattleReading& battle, const std::string& kind, const std::string& path);
void read_forces(BattleReading& battle, const std::string& path);
void read_plans(BattleReading& battle, const std::string& path);
void read_rule(BattleReading& battle, const Value& value);
void read_cease_fire(BattleReading& battle, const Value& value);
void read_campaign(BattleReading& battle, const Value& value);
void read_expected(BattleReading& battle, const std::string& path);
void read_victory(BattleReading& battle, const Value& value);
// evidence/*.yaml; after all else, for it names figures of the battle.
void read_profile(BattleReading& battle, const std::string& path);
// The disputed figures that a what-if sets; after all else, as profiles.
void read_figures(BattleReading& battle, const WhatIf& what_if);
// The format of a file; another one than `wanted` is a fault.
void read_format(const Value& value, const std::string& wanted);
// An optional `reliability: high | medium | low` and `note` that only people read.
void skip_evidence(Map& map);

}  // namespace khasan::load
