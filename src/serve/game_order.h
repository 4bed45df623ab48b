// An order as a page asks for it, with names, as the order that the engine knows, with numbers; and
// back, as a sentence. What is wrong is told with the names that there are.
#pragma once

#include "base/result.h"
#include "scenario/player_order.h"
#include "serve/protocol.h"

namespace khasan::serve {

// The unit of that side with this path. Error: there is none; `what`: the member that named it.
Result<UnitId> own_unit(const scenario::Scenario& scenario, Side side, const Text& path,
                        const std::string& what);
// `headquarters`: path of the unit at whose headquarters the player sits; none: the highest.
// Errors: unknown words, and whatever else keeps him from giving it.
Result<scenario::PlayerOrder> player_order_from(const scenario::Scenario& scenario, Side side,
                                                const std::optional<Text>& headquarters,
                                                const OrderRequest& request);
// "Company 1, I/75: attack, Zaozernaya, by way of the ford".
Text text_of(const scenario::Scenario& scenario, const scenario::Order& order);

}  // namespace khasan::serve
