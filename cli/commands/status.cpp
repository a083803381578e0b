// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"
#include "cli/context.hpp"
#include "ehrenamt/associations/contact_points.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ehrenamt::cli {
namespace {

using base::_m;
using base::message;

struct StatusOptions {};

base::ExitStatus run(Context& context, const StatusOptions&) {
    const auto store = context.open_to_read();
    const auto own = associations::own_contact_point(store);
    nlohmann::ordered_json object{{"contact_point", own.name}, {"today", context.today().iso()}};
    std::string text =
        context.out.catalogue().text(message("{0}, as on {1}", own.name, context.today())) + '\n';
    context.out.document(text, object);
    return base::ExitStatus::done;
}

} // namespace

Command status_command() {
    return command<StatusOptions>("status", Group::store, Effect::reads,
                                  _m("what is there, what runs, and which deadlines come next"), {}, run);
}

} // namespace ehrenamt::cli
