// Numbers, words and figures taken from text: what counts, and what is refused.
#include "load/value.h"

#include <gtest/gtest.h>

#include "load/geojson.h"

namespace khasan::load {

namespace {

class Values : public ::testing::Test {
 protected:
  Value root(const std::string& text) {
    tree_ = parse_tree(text, file_).value();
    return Value(reading_, file_, &tree_, "");
  }
  std::string error() const {
    return reading_.errors.empty() ? "" : to_text(reading_.errors.front());
  }
  const std::string file_ = "t";
  Node tree_;
  Reading reading_;
};

TEST(ParseNumber, takes_decimal_numbers_only) {
  double x = 0;
  EXPECT_TRUE(parse_number("-1.5e3", x));
  EXPECT_DOUBLE_EQ(x, -1500);
  EXPECT_TRUE(parse_number("+7", x));
  for (const char* text :
       {"", "nan", "inf", "-inf", "1e999", "0x10", "1,5", "1 ", " 1", "12men", "+"}) {
    EXPECT_FALSE(parse_number(text, x)) << text;
  }
}

TEST_F(Values, quoted_numbers_are_text) {
  root("'12'").number();
  EXPECT_EQ(error(), "t:1:1: found '12', expected a number");
}

TEST_F(Values, whole_numbers_are_whole) {
  EXPECT_EQ(root("3").integer(), 3);
  root("3.5").integer();
  EXPECT_EQ(error(), "t:1:1: found '3.5', expected a whole number");
}

TEST_F(Values, only_true_and_false_are_booleans) {
  EXPECT_TRUE(root("true").boolean());
  EXPECT_FALSE(root("false").boolean());
  EXPECT_EQ(error(), "");
  root("yes").boolean();
  EXPECT_EQ(error(), "t:1:1: found 'yes', expected true or false");
}

TEST_F(Values, a_figure_is_a_number_or_a_map) {
  EXPECT_DOUBLE_EQ(root("5").figure().figure.high, 5);
  const auto figure =
      root("{best: 5, low: 4, sources: [assumed], reliability: low}").figure().figure;
  EXPECT_EQ(error(), "");
  EXPECT_DOUBLE_EQ(figure.low, 4);
  EXPECT_DOUBLE_EQ(figure.high, 5);
  EXPECT_EQ(figure.reliability, scenario::Reliability::kLow);
  root("{low: 4}").figure();
  EXPECT_EQ(error(), "t:1:1: expected 'best' in it; add best: …");
}

TEST_F(Values, figures_with_evidence_are_listed) {
  root("{best: 5, sources: [assumed]}").evidence("men");
  root("7").evidence("nothing to show");
  ASSERT_EQ(reading_.evidence.size(), 1u);
  EXPECT_EQ(reading_.evidence[0].what, "men");
}

TEST_F(Values, clocks) {
  EXPECT_EQ(root("\"+09:30\"").clock_minutes(), 570);
  EXPECT_EQ(root("\"-03:00\"").clock_minutes(), -180);
  EXPECT_EQ(error(), "");
  root("9").clock_minutes();
  EXPECT_EQ(error(), "t:1:1: found '9', expected an offset from UTC; write e.g. \"+09:00\"");
}

TEST_F(Values, coordinates_are_rounded_to_the_millimetre) {
  const auto p = root("[100.00049, 200.0006]").point();
  EXPECT_DOUBLE_EQ(p.x_m, 100.0);
  EXPECT_DOUBLE_EQ(p.y_m, 200.001);
}

TEST_F(Values, geojson_gives_utm) {
  // The gazetteer gives both geographic and UTM places, to about 20 m.
  const auto features = read_features(
      root("{type: FeatureCollection, features: [{type: Feature, properties: {}, geometry: {type: "
           "Point, coordinates: [130.59853, 42.4438]}}]}"),
      scenario::parse_utm("EPSG:32652"));
  ASSERT_EQ(features.size(), 1u) << error();
  EXPECT_NEAR(features[0].rings[0][0].x_m, 631463.0, 20);
  EXPECT_NEAR(features[0].rings[0][0].y_m, 4700290.0, 20);
}

TEST_F(Values, geojson_with_swapped_axes_is_found) {
  read_features(
      root("{type: FeatureCollection, features: [{type: Feature, properties: {}, geometry:"
           " {type: Point, coordinates: [42.4438, 80.59853]}}]}"),
      scenario::parse_utm("EPSG:32652"));
  EXPECT_EQ(error(),
            "t:1:107: features[0].geometry.coordinates: found '42.4438', expected a "
            "longitude near the zone's 129 degrees; longitude comes first; or the "
            "projection is the wrong one");
}

}  // namespace
}  // namespace khasan::load
