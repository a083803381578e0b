// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/message.hpp"

#include <fmt/format.h>

#include <charconv>

namespace ehrenamt::base {
namespace {

/// `1234567` → `1.234.567` or `1,234,567`; the sign stays in front.
std::string grouped(std::string digits, char mark) {
    const std::size_t first = !digits.empty() && digits[0] == '-' ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3; at -= 3)
        digits.insert(at - 3, 1, mark);
    return digits;
}

std::string money(std::string_view cents, bool german) {
    const bool negative = !cents.empty() && cents[0] == '-';
    std::string digits{negative ? cents.substr(1) : cents};
    if (digits.size() < 3)
        digits.insert(0, 3 - digits.size(), '0');
    const std::string euros = grouped(digits.substr(0, digits.size() - 2), german ? '.' : ',');
    const std::string rest = digits.substr(digits.size() - 2);
    return fmt::format("{}{}{}{} €", negative ? "-" : "", euros, german ? ',' : '.', rest);
}

std::string day(const std::string& iso, bool german) {
    if (!german || iso.size() != 10)
        return iso;
    return iso.substr(8, 2) + '.' + iso.substr(5, 2) + '.' + iso.substr(0, 4);
}

std::string written(const Argument& argument, bool german) {
    switch (argument.kind) {
    case Argument::Kind::number:
        return grouped(argument.text, german ? '.' : ',');
    case Argument::Kind::cents:
        return money(argument.text, german);
    case Argument::Kind::date:
        return day(argument.text, german);
    case Argument::Kind::text:
    case Argument::Kind::term:
        break;
    }
    return argument.text;
}

/// Of `|one|many` the form for the number. English and German have the same rule: one is exactly 1.
std::string_view form_for(const Argument& number, std::string_view forms) {
    const auto second = forms.find('|', 1);
    if (second == forms.npos)
        return forms.substr(1);
    return number.text == "1" ? forms.substr(1, second - 1) : forms.substr(second + 1);
}

} // namespace

Argument arg(std::string_view text) {
    return {Argument::Kind::text, std::string{text}};
}

Argument arg(std::int64_t number) {
    return {Argument::Kind::number, fmt::to_string(number)};
}

std::string render(std::string_view text, const std::vector<Argument>& arguments, bool german) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t close = text[at] == '{' ? text.find('}', at) : text.npos;
        std::size_t index = arguments.size();
        const char* behind = nullptr;
        if (close != text.npos)
            behind = std::from_chars(text.data() + at + 1, text.data() + close, index).ptr;
        if (index < arguments.size()) {
            const std::string_view forms{behind, static_cast<std::size_t>(text.data() + close - behind)};
            if (forms.starts_with('|'))
                out += form_for(arguments[index], forms);
            else
                out += written(arguments[index], german);
            at = close;
        } else {
            out += text[at];
        }
    }
    return out;
}

std::string english(const Message& message) {
    return render(message.id, message.arguments, false);
}

} // namespace ehrenamt::base
