// The runs that are kept: their records in a folder, and beside each what the page shows of it. The
// index is made anew from the folder at every start; a file appears whole or not at all, and a
// record that cannot be read is left out and told of. Only ids of the index become paths.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "serve/desk.h"

namespace khasan::serve {

// Whether a text may be an id: [a-z0-9_-], 1 to 64 of them.
bool is_id(const std::string& text);
// Reads a file whole; empty where there is none.
std::string file_text(const std::string& path);
// The file as a document. Error: `kind` with that id has none.
Result<Document> document_in(const std::string& path, const std::string& kind, const Text& id);

class RunShelf {
 public:
  // Makes the folder if it is not there. Error: it cannot be made.
  explicit RunShelf(std::string folder);
  List<RunCard> cards() const;  // newest first
  Result<RunCard> find(const Text& id) const;
  // The run and those that it was forked from, as far as they are here; itself first.
  List<RunCard> line_of(const Text& id) const;
  void put(const RunCard& card);
  // Of a run of the index, or of one that is about to be.
  std::string record_path(const Text& id) const { return folder_ + "/" + id + ".rec"; }
  std::string document_path(const Text& id) const { return folder_ + "/" + id + ".document.json"; }
  std::string play_path(const Text& id) const { return folder_ + "/" + id + ".play.json"; }
  std::string card_path(const Text& id) const { return folder_ + "/" + id + ".card.json"; }
  // What was found that is no whole record.
  const Errors& faults() const { return faults_; }

 private:
  std::string folder_;
  Errors faults_;
  mutable std::mutex mutex_;
  List<RunCard> cards_;  // by id
};

}  // namespace khasan::serve
