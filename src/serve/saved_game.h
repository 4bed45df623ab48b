// A live game as its file keeps it: what was asked for, and the player's words. Played again from
// them it stands where it stood, to the bit.
#pragma once

#include "serve/protocol.h"

namespace khasan::serve {

// An order that was given, or a recall of one, at a moment.
struct GameWord {
  static constexpr const char* kName = "GameWord";
  int64_t at_ms = 0;
  std::optional<OrderRequest> order;
  std::optional<int> recall;  // number of the order
  static void fields(auto& self, auto& visit) {
    visit("at_ms", self.at_ms);
    visit("order", self.order);
    visit("recall", self.recall);
  }
};

struct SavedGame {
  static constexpr const char* kName = "SavedGame";
  Text id;
  Text battle_key;  // of this version and of all files of the battle, hexadecimal
  GameCard card;
  GameRequest request;
  List<GameWord> words;  // in the order in which they were said
  static void fields(auto& self, auto& visit) {
    visit("id", self.id);
    visit("battle_key", self.battle_key);
    visit("card", self.card);
    visit("request", self.request);
    visit("words", self.words);
  }
};

}  // namespace khasan::serve
