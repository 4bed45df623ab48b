// The tree under all readers: places of values, and what it refuses.
#include "load/tree.h"

#include <gtest/gtest.h>

namespace khasan::load {

namespace {

std::string first_error(const std::string& text) {
  const auto tree = parse_tree(text, "t");
  return tree.ok() ? "" : to_text(tree.errors().front());
}

TEST(Tree, every_value_knows_its_line_and_column) {
  const Node root = parse_tree("a: 1\nb:\n  - x\n  - {c: 'y'}\n", "t").value();
  const Node& list = *root.find("b");
  EXPECT_EQ(root.find("a")->text, "1");
  EXPECT_EQ(list.items[0].line, 3);
  EXPECT_EQ(list.items[0].column, 5);
  EXPECT_TRUE(list.items[1].find("c")->quoted);
  EXPECT_EQ(root.keys[1].line, 2);
  EXPECT_EQ(root.find("none"), nullptr);
}

TEST(Tree, json_is_read_by_the_same_parser) {
  const Node root = parse_tree("{\"a\":[1,\"\\u5f35\"],\n\t\"b\":null}", "t").value();
  EXPECT_EQ(root.find("a")->items[1].text, "張");
  EXPECT_EQ(root.find("b")->line, 2);
}

TEST(Tree, duplicate_keys_are_refused_all_at_once) {
  const auto tree = parse_tree("a: 1\na: 2\nb: {c: 1, c: 2}\n", "t");
  ASSERT_EQ(tree.errors().size(), 2u);
  EXPECT_EQ(to_text(tree.errors()[0]),
            "t:2:1: found 'a second 'a'', expected each key once; merge the two entries");
  EXPECT_EQ(tree.errors()[1].line, 3);
}

TEST(Tree, anchors_aliases_and_tags_are_refused) {
  EXPECT_EQ(first_error("a: &x 1\n"),
            "t:1:4: found '&x', expected no anchors; write the value out "
            "where it is needed");
  EXPECT_EQ(first_error("a: !!python/object x\n"),
            "t:1:4: found 'tag:yaml.org,2002:python/object', expected no tags; leave the tag out");
  EXPECT_NE(first_error("a: *x\n"), "");
  EXPECT_NE(first_error("<<: *x\n"), "");
}

TEST(Tree, more_than_64_levels_are_refused) {
  EXPECT_EQ(first_error(std::string(64, '[') + std::string(64, ']')), "");
  EXPECT_EQ(first_error(std::string(65, '[') + std::string(65, ']')),
            "t:1:65: found 'more than 64 levels', expected at most 64 levels");
  EXPECT_NE(first_error(std::string(100'000, '[')), "");
}

TEST(Tree, a_second_document_is_refused) {
  EXPECT_EQ(first_error("a: 1\n---\nb: 2\n"),
            "t:2:1: found 'a second document', expected one document a file");
}

TEST(Tree, keys_must_be_plain) { EXPECT_NE(first_error("? [a, b]\n: 1\n"), ""); }

TEST(Tree, an_empty_file_is_nothing) {
  EXPECT_EQ(parse_tree("", "t").value().kind, Node::Kind::kNothing);
}

}  // namespace
}  // namespace khasan::load
