#include "scenario/change_rules.h"

#include <algorithm>
#include <optional>

#include "scenario/nearest_name.h"

namespace khasan::scenario {

namespace {

constexpr std::string_view kCeaseFire = "cease_fire";
constexpr std::string_view kForms = "ID=off, ID=from:TIME or ID=until:TIME";

// One change, taken apart.
struct Change {
  std::string id;
  enum class What { kOff, kFrom, kUntil } what = What::kOff;
  MomentSpec moment;
};

Error error_of(const std::string& text, std::string expected, std::string fix = {}) {
  Error error;
  error.found = "--roe " + text;
  error.expected = std::move(expected);
  error.fix = std::move(fix);
  return error;
}

bool starts_with(const std::string& text, std::string_view head) {
  return text.compare(0, head.size(), head) == 0;
}

Result<Change> parse(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) return error_of(text, std::string(kForms));
  Change change;
  change.id = text.substr(0, equals);
  const std::string what = text.substr(equals + 1);
  if (what == "off") return change;
  const bool from = starts_with(what, "from:"), until = starts_with(what, "until:");
  if (!from && !until) return error_of(text, std::string(kForms));
  change.what = from ? Change::What::kFrom : Change::What::kUntil;
  const std::string time = what.substr(what.find(':') + 1);
  const Result<int64_t> utc_ms = parse_iso_utc_ms(time);
  if (!utc_ms) {
    return error_of(text, "a time with its offset", "write e.g. 1938-08-06T16:00:00+09:00");
  }
  change.moment = {utc_ms.value(), {"--roe " + text, 0, 0, {}}};
  return change;
}

// The names that may be changed, for messages.
std::vector<std::string> known_ids(const ScenarioSpec& spec) {
  std::vector<std::string> ids;
  for (const RuleSpec& rule : spec.rules) ids.push_back(rule.rule.id);
  if (spec.cease_fire) ids.emplace_back(kCeaseFire);
  return ids;
}

Error unknown(const ScenarioSpec& spec, const std::string& text, const std::string& id) {
  const std::vector<std::string> ids = known_ids(spec);
  if (ids.empty()) return error_of(text, "a battle with rules of engagement; this one has none");
  std::string list;
  for (const std::string& one : ids) list += " " + one;
  return error_of(text, "one of" + list, did_you_mean(id, ids));
}

std::optional<Error> change_cease_fire(CeaseFireSpec& cease, const Change& change,
                                       const std::string& text) {
  if (change.what == Change::What::kUntil) {
    return error_of(text, "cease_fire=off or cease_fire=from:TIME", "a cease-fire ends the battle");
  }
  cease.off = change.what == Change::What::kOff;
  if (cease.off) return std::nullopt;
  cease.at = change.moment;
  cease.range = {};
  if (cease.agreed && cease.agreed->utc_ms > cease.at.utc_ms) cease.agreed = std::nullopt;
  return std::nullopt;
}

void change_rule(RuleSpec& rule, const Change& change) {
  rule.off = change.what == Change::What::kOff;
  if (change.what == Change::What::kFrom) rule.from = change.moment;
  if (change.what == Change::What::kUntil) rule.until = change.moment;
}

std::optional<Error> carry_out(ScenarioSpec& spec, const std::string& text) {
  const Result<Change> parsed = parse(text);
  if (!parsed) return parsed.errors().front();
  const Change& change = parsed.value();
  if (change.id == kCeaseFire && spec.cease_fire) {
    return change_cease_fire(*spec.cease_fire, change, text);
  }
  const auto rule = std::find_if(spec.rules.begin(), spec.rules.end(),
                                 [&](const RuleSpec& one) { return one.rule.id == change.id; });
  if (rule == spec.rules.end()) return unknown(spec, text, change.id);
  change_rule(*rule, change);
  return std::nullopt;
}

}  // namespace

Errors change_rules(ScenarioSpec& spec, const std::vector<std::string>& changes) {
  Errors errors;
  for (const std::string& text : changes) {
    if (auto error = carry_out(spec, text)) errors.push_back(std::move(*error));
    spec.rule_changes.push_back(text);
  }
  return errors;
}

}  // namespace khasan::scenario
