// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::base {

/// An English text that the catalogue knows; xgettext collects what is wrapped in `_m`.
struct MessageId {
    std::string_view text;
};

/// Marks a static text (a help line, a heading) for translation.
constexpr MessageId _m(std::string_view text) { // NOLINT(readability-identifier-naming): gettext's usual form
    return {text};
}

/// A value inside a message. Its kind decides how a language writes it; the text is neutral until then:
/// `number` and `cents` hold a decimal integer, `date` an ISO day, `text` is used as it is, `term` is
/// itself a message id and is translated.
struct Argument {
    enum class Kind { text, number, cents, date, term };
    Kind kind;
    std::string text;
};

EHRENAMT_API Argument arg(std::string_view text);
EHRENAMT_API Argument arg(std::int64_t number);
template <std::integral Integer>
Argument arg(Integer number) {
    return arg(static_cast<std::int64_t>(number));
}
/// Any value type with an `Argument as_argument(const T&)` beside it (Date, Cents, Ags …).
template <class Value>
requires requires(const Value& value) {
    as_argument(value);
}
Argument arg(const Value& value) {
    return as_argument(value);
}
inline Argument arg(MessageId term) {
    return {Argument::Kind::term, std::string{term.text}};
}
inline Argument arg(const char* text) {
    return arg(std::string_view{text});
}
inline Argument arg(const std::string& text) {
    return arg(std::string_view{text});
}

/// One that is made already, such as formats::system_cause.
inline Argument arg(const Argument& ready) {
    return ready;
}

/// A text with its values, in no language yet: `{0}` is argument 0, `{0|person|persons}` what fits its
/// number.
struct Message {
    std::string id;
    std::vector<Argument> arguments;
};

/// `message("'{0}' has {1} digits, an AGS has 8", text, count)`; the first argument is collected by xgettext.
template <class... Values>
Message message(std::string_view id, const Values&... values) {
    return {std::string{id}, {arg(values)...}};
}

/// The English text with its values filled in. A translated text goes through the same function with
/// another template. \param separators thousands and decimal mark, German wants ".,"
EHRENAMT_API std::string render(std::string_view text, const std::vector<Argument>& arguments, bool german);
EHRENAMT_API std::string english(const Message& message);

} // namespace ehrenamt::base
