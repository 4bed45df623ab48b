"""Tests of tools/tidy: each rule is shown a small tree that breaks it, and one that does not."""
import importlib.machinery
import importlib.util
import tempfile
import unittest
from pathlib import Path

loader = importlib.machinery.SourceFileLoader("tidy", str(Path(__file__).with_name("tidy")))
tidy = importlib.util.module_from_spec(importlib.util.spec_from_loader("tidy", loader))
loader.exec_module(tidy)

HEADER = "// What it is.\n#pragma once\n"


class TidyTest(unittest.TestCase):
    def setUp(self):
        self.room = tempfile.TemporaryDirectory()
        self.addCleanup(self.room.cleanup)

    def found(self, rule, files):
        for path, text in files.items():
            file = Path(self.room.name, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return [f"{f.path}:{f.line}: {f.text}" for f in rule(tidy.Tree(self.room.name))]

    def assert_one(self, findings, start):
        self.assertEqual(len(findings), 1, findings)
        self.assertTrue(findings[0].startswith(start), findings[0])


class Arrows(TidyTest):
    def test_an_arrow_may_not_point_up(self):
        self.assert_one(self.found(tidy.arrows, {"src/state/a.h": '\n#include "sim/step.h"\n'}),
                        "src/state/a.h:2: state must not know sim")

    def test_arrows_reach_through(self):
        self.assertEqual(self.found(tidy.arrows, {"src/cli/a.cc": '#include "base/ids.h"\n#include "load/battle.h"\n'}), [])

    def test_load_and_sim_do_not_know_each_other(self):
        self.assertEqual(len(self.found(tidy.arrows, {"src/load/a.cc": '#include "sim/step.h"\n',
                                                      "src/sim/a.cc": '#include "load/battle.h"\n'})), 2)

    def test_a_comment_is_no_arrow(self):
        self.assertEqual(self.found(tidy.arrows, {"src/base/a.h": '// #include "sim/step.h"\n'}), [])

    def test_a_new_folder_needs_a_place(self):
        self.assert_one(self.found(tidy.arrows, {"src/magic/a.h": HEADER}), "src/magic/a.h:1")

    def test_an_include_names_its_folder(self):
        self.assert_one(self.found(tidy.arrows, {"src/base/a.cc": '#include "ids.h"\n'}), "src/base/a.cc:1")

    def test_mechanisms_stay_apart(self):
        files = {"src/combat/morale.cc": '#include "combat/morale.h"\n#include "combat/light.h"\n#include "combat/sense.h"\n'}
        self.assert_one(self.found(tidy.mechanisms_apart, files), "src/combat/morale.cc:3: mechanism morale")

    def test_a_part_belongs_to_the_mechanism_whose_page_it_names(self):
        part = "// A part.\n// Page: docs/methods/morale.md\n#pragma once\n"
        files = {"src/combat/panic.h": part, "src/combat/morale.cc": '#include "combat/bursts.h"\n'}
        self.assertEqual(self.found(tidy.mechanisms_apart, files), [])
        self.assert_one(self.found(tidy.mechanisms_apart, {"src/combat/sense.cc": '#include "combat/panic.h"\n'}),
                        "src/combat/sense.cc:1: mechanism sense")


class PureFolders(TidyTest):
    def faults(self, line, path="src/state/a.cc"):
        return self.found(tidy.pure_folders, {path: line + "\n"})

    def test_what_is_forbidden(self):
        for line in ("#include <chrono>", "#include <random>", "int x = rand();", "std::unordered_map<int, int> m;",
                     "std::map<Unit*, int> m;", "std::set<const Unit*> m;", "  static int calls = 0;", "thread_local int x;",
                     "double y = std::exp(x);", "auto h = std::hash<int>{}(3);", "static std::vector<int> cache;"):
            with self.subTest(line):
                self.assertGreaterEqual(len(self.faults(line)), 1, line)

    def test_what_is_allowed(self):
        for line in ("double y = std::sqrt(x);", "double y = maths::exp(x);", "static constexpr int kSize = 3;",
                     "static int count(const State& state);", "// rand() would not do", 'auto text = "rand()";',
                     "int brand(int x);", "std::map<Id, const Unit*> by_id;", "double exp(double x);"):
            with self.subTest(line):
                self.assertEqual(self.faults(line), [])

    def test_study_may_use_clocks_and_threads(self):
        self.assertEqual(self.faults("#include <chrono>\n#include <thread>", "src/study/a.cc"), [])

    def test_maths_may_be_compared_with_the_library_in_its_own_file(self):
        self.assertEqual(self.faults("double y = std::exp(x);", "src/base/maths.cc"), [])


def body(name, lines):
    return f"void {name}(int x) {{\n" + "  x = x + 1;\n" * (lines - 2) + "}\n"


class Sizes(TidyTest):
    def functions(self, code):
        return [(f.name, f.line, f.length) for f in tidy.functions_in("a.cc", tidy.strip(code))]

    def test_functions_are_measured(self):
        code = "namespace a::b {\n\n" + body("first", 3) + "\nstruct S {\n  int f() const { return 1; }\n  int x{3};\n};\n" \
               "constexpr int kTable[] = {1, 2};\n" + body("second", 5) + "}\n"
        self.assertEqual(self.functions(code), [("first", 3, 3), ("f", 8, 1), ("second", 12, 5)])

    def test_braces_in_texts_and_initialisers_do_not_confuse(self):
        code = "Foo::Foo(int a)\n    : a_{a}, b_{2} {\n  log(\"}\");\n  auto c = '{';\n}\nint g() {\n  return 1'000;\n}\n"
        self.assertEqual([(name, length) for name, _, length in self.functions(code)], [("Foo", 5), ("g", 3)])

    def test_a_defaulted_comparison_and_an_operator(self):
        code = "bool operator==(const A& a, const A& b) {\n  return a.x == b.x;\n}\n"
        self.assertEqual([length for *_, length in self.functions(code)], [3])

    def test_long_functions(self):
        self.assertEqual(self.found(tidy.sizes, {"src/sim/a.cc": body("good", 70)}), [])
        self.assert_one(self.found(tidy.sizes, {"src/sim/a.cc": body("bad", 71)}), "src/sim/a.cc:1: bad has 71 lines")

    def test_step_is_one_screen(self):
        self.assert_one(self.found(tidy.sizes, {"src/sim/step.cc": body("step", 41)}), "src/sim/step.cc:1: step has 41")

    def test_long_files(self):
        self.assert_one(self.found(tidy.sizes, {"src/sim/a.cc": "\n" * 601}), "src/sim/a.cc:1: src/sim/a.cc has 601")
        self.assert_one(self.found(tidy.sizes, {"src/sim/a.cc": "", "web/src/a.ts": "\n" * 401}), "web/src/a.ts:1")

    def test_the_allow_list_only_shrinks(self):
        allow = lambda size: {"tools/tidy_allowed.txt": f"{size} src/sim/a.cc:long_one a table in code\n"}
        code = {"src/sim/a.cc": body("long_one", 80)}
        self.assertEqual(self.found(tidy.sizes, {**code, **allow(80)}), [])
        self.assert_one(self.found(tidy.sizes, {**code, **allow(90)}), "tools/tidy_allowed.txt:1: src/sim/a.cc:long_one needs only 80")
        self.assert_one(self.found(tidy.sizes, {**code, **allow(79)}), "src/sim/a.cc:1")
        self.assert_one(self.found(tidy.sizes, {"src/sim/a.cc": body("long_one", 60), **allow(80)}), "tools/tidy_allowed.txt:1")

    def test_columns(self):
        self.assert_one(self.found(tidy.columns, {"src/sim/a.cc": "x" * 101 + "\n" + "y" * 100}), "src/sim/a.cc:1: 101")


class Parameters(TidyTest):
    LIST = {"src/scenario/parameters.def": "// All.\nKHASAN_PARAMETER(morale, rally_s, s)\n"}

    def faults(self, entry, more=None):
        text = "mechanism: morale\nparameters:\n" + entry + "\n"
        return self.found(tidy.parameters_cited, {**self.LIST, "catalog/parameters/morale.yaml": text, **(more or {})})

    def test_a_good_entry(self):
        self.assertEqual(self.faults("  rally_s: {best: 2, low: 1, high: 4e1, sources: [assumed]}"), [])
        self.assertEqual(self.faults("  rally_s:\n    best: 2\n    low: 1\n    high: 4\n    sources: [a-1938, b]"), [])

    def test_a_missing_entry(self):
        self.assert_one(self.faults(""), "src/scenario/parameters.def:2: morale.rally_s has no entry")

    def test_an_unknown_entry(self):
        both = "  rally_s: {best: 2, low: 1, high: 4, sources: [assumed]}\n  raly_s: {best: 2, low: 1, high: 4, sources: [assumed]}"
        self.assert_one(self.faults(both), "catalog/parameters/morale.yaml:4: raly_s")

    def test_faulty_entries(self):
        for entry in ("{best: 2, low: 1, high: 4}", "{best: 2, low: 1, high: 4, sources: []}", "{best: 2, low: 3, high: 4, sources: [a]}",
                      "{best: 2, high: 4, sources: [a]}"):
            with self.subTest(entry):
                self.assert_one(self.faults("  rally_s: " + entry), "catalog/parameters/morale.yaml:3: rally_s")

    def test_sources_are_known(self):
        sources = {"catalog/sources.json": '[{"id": "a-1938"}]'}
        self.assertEqual(self.faults("  rally_s: {best: 2, low: 1, high: 4, sources: [a-1938, assumed]}", sources), [])
        self.assert_one(self.faults("  rally_s: {best: 2, low: 1, high: 4, sources: [b-1938]}", sources),
                        "catalog/parameters/morale.yaml:3: rally_s source b-1938")

    def test_tables_of_classes_too(self):
        self.assert_one(self.faults("  rally_s: {best: 2, low: 1, high: 4, sources: [a]}", {
            "catalog/parameters/cover.yaml": "cover:\n  open:\n    height_m: {best: 0, low: 0, high: 1}\n"}),
            "catalog/parameters/cover.yaml:3: height_m has no sources")

    def test_a_bare_number_in_a_table_of_classes(self):
        found = self.found(tidy.parameters_cited, {"catalog/parameters/cover.yaml": "cover:\n  open:\n    height_m: 3\n    soil: firm\n"})
        self.assertEqual([f.split(": ", 1)[1] for f in found], ["height_m wants best, low and high",
                                                               "height_m has no sources (write [assumed] if there is none)"])


class Constants(TidyTest):
    def faults(self, code):
        return self.found(tidy.constants_cited, {"src/combat/fire.cc": code})

    def test_a_number_without_a_reason(self):
        for code in ("constexpr double kReach_m = 75;\n", "// How far men reach.\nconstexpr double kReach_m = 75;\n",
                     "return 0.25 * men;\n", "// Assumed.\n\n\n\n\n\nif (r_m > 30) return;\n"):
            with self.subTest(code):
                self.assert_one(self.faults(code), "src/combat/fire.cc:")

    def test_reasons(self):
        for code in ("constexpr double kReach_m = 75;  // assumed\n", "// Of a man (models: section 3),\n// at rest.\nconstexpr double kA = 75;\n",
                     "// Bands of Balck (1915).\nif (fast) {\n  if (r_m > 700) return 1;\n}\n", "// docs/methods/armour.md\nx = pow(b, 0.7);\n"):
            with self.subTest(code):
                self.assertEqual(self.faults(code), [])

    def test_free_numbers(self):
        self.assertEqual(self.faults("x = 2 * h * 3600 / 3.6; best_m = 1e18; y = max(y, 1e-9); s.a2b = k75; std::array<int, 13> z;\n"), [])
        self.assertEqual(self.found(tidy.constants_cited, {"src/report/fire.cc": "x = 75;\n"}), [])


class Glossary(TidyTest):
    WORDS = {"CONTEXT.md": "# Words\nA hull.\n\n| word | meaning |\n|---|---|\n| convoy | lorries under way |\n"}

    def faults(self, code):
        return self.found(tidy.glossary, {**self.WORDS, "src/state/a.h": code})

    def test_a_type_of_unknown_words(self):
        self.assert_one(self.faults("struct Hull {\n"), "src/state/a.h:1: Hull: no noun")
        self.assert_one(self.faults("enum class HullPhase : uint8_t {\n"), "src/state/a.h:1: HullPhase")

    def test_one_word_is_enough(self):
        self.assertEqual(self.faults("struct ConvoyLeaves {\nstruct Lorry {\nstruct Hull;\n// struct Hull {\n"), [])


class Documents(TidyTest):
    def test_a_mechanism_has_its_page_and_its_test(self):
        files = {"src/combat/morale.cc": "", "src/combat/light.cc": ""}
        self.assertEqual(len(self.found(tidy.pages, files)), 2)
        files |= {"docs/methods/morale.md": "", "tests/unit/combat/morale_test.cc": ""}
        self.assertEqual(self.found(tidy.pages, files), [])

    def test_headers_open_with_a_comment(self):
        self.assert_one(self.found(tidy.headers, {"src/base/a.h": "#pragma once\n", "src/base/b.h": HEADER}), "src/base/a.h:1")

    def test_empty_names_and_machine_paths(self):
        self.assert_one(self.found(tidy.words, {"src/base/utils.h": HEADER}), "src/base/utils.h:1")
        self.assert_one(self.found(tidy.words, {"docs/a.md": "\nsee /" + "home/me/x\n", "src/base/utils.h": ""})[:1], "docs/a.md:2")

    def test_links_lead_somewhere(self):
        files = {"README.md": "[a](docs/a.md) [b](docs/b.md#x) [c](https://example.org)\n", "docs/a.md": "[up](../README.md)\n"}
        self.assert_one(self.found(tidy.links, files), "README.md:1: the link to docs/b.md")


if __name__ == "__main__":
    unittest.main()
