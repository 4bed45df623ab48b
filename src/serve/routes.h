// Which request is answered by what of the desk: the table of docs/methods/serve.md.
#pragma once

#include <string>

#include "serve/answer.h"

namespace khasan::serve {

// `page`: the HTML at `/`. The desk outlives the site.
Site site_of(Desk& desk, std::string page);

// The page of the program with the data block of an application inside.
std::string app_page(const AppPage& data);

}  // namespace khasan::serve
