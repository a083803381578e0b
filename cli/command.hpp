// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/values.hpp"
#include "ehrenamt/base/error.hpp"
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/base/result.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace ehrenamt::cli {

class Context;

/// The groups of `help`, in the order of the life cycle.
enum class Group { store, registration, needs, programme, measures, funding, reporting, any };

/// What a command does to the store; it decides which common options it has.
enum class Effect { none, reads, writes };

/// Least and most that a whole number may be.
struct Bounds {
    std::int64_t least;
    std::int64_t most;
};

/// One option as data. Parser, help, man page, completion and `--usage json` all come from this.
struct OptionInfo {
    std::string_view name;  ///< `--from`, or in capitals for a positional: `ID`
    std::string_view value; ///< placeholder of its value in help, empty for a flag
    base::MessageId help;
    bool required = false;
    bool repeated = false;
    std::vector<std::string_view> choices = {}; ///< the only values allowed, if any
    std::optional<Bounds> bounds = {};          ///< of a whole number
    std::function<std::optional<base::Problem>(void* options, std::string_view text)> assign = {};

    [[nodiscard]] bool positional() const { return !name.starts_with('-'); }
    [[nodiscard]] bool flag() const { return value.empty() && !positional(); }
};

/// A subcommand as data; made by `command` below.
struct Command {
    std::string_view name;
    Group group;
    Effect effect;
    base::MessageId summary;
    std::vector<OptionInfo> options;
    std::function<std::shared_ptr<void>()> make_options = {};
    std::function<base::ExitStatus(Context&, const void*)> run = {};
};

template <class T>
inline constexpr bool k_is_vector = false;
template <class T>
inline constexpr bool k_is_vector<std::vector<T>> = true;

/// An option with a value. A std::vector member may be given several times.
template <class Options, class Member>
OptionInfo option(std::string_view name, std::string_view value, Member Options::*member,
                  base::MessageId help) {
    OptionInfo info{name, value, help};
    info.repeated = k_is_vector<Member>;
    info.assign = [member](void* options, std::string_view text) {
        return read_value(text, static_cast<Options*>(options)->*member);
    };
    return info;
}

/// An option without value; false if not given.
template <class Options>
OptionInfo flag(std::string_view name, bool Options::*member, base::MessageId help) {
    OptionInfo info{name, "", help};
    info.assign = [member](void* options, std::string_view) {
        static_cast<Options*>(options)->*member = true;
        return std::optional<base::Problem>{};
    };
    return info;
}

inline OptionInfo required(OptionInfo info) {
    info.required = true;
    return info;
}

/// Allows only these values; the first stands in help as the usual one.
inline OptionInfo one_of(std::vector<std::string_view> choices, OptionInfo info) {
    info.choices = std::move(choices);
    return info;
}

/// Allows only whole numbers of this range, ends included.
inline OptionInfo within(std::int64_t least, std::int64_t most, OptionInfo info) {
    info.bounds = Bounds{least, most};
    return info;
}

template <class Options>
Command command(std::string_view name, Group group, Effect effect, base::MessageId summary,
                std::vector<OptionInfo> options, base::ExitStatus (*run)(Context&, const Options&)) {
    Command made{name, group, effect, summary, std::move(options)};
    made.make_options = [] { return std::static_pointer_cast<void>(std::make_shared<Options>()); };
    made.run = [run](Context& context, const void* values) {
        return run(context, *static_cast<const Options*>(values));
    };
    return made;
}

} // namespace ehrenamt::cli
