// SPDX-License-Identifier: EUPL-1.2
#include "cli/catalogue.hpp"

#include "ehrenamt/base/text.hpp"
#include "embedded/catalogue_de.hpp"

#include <cstdlib>

namespace ehrenamt::cli {
namespace {

/// The text between the outer quotes of a line, escapes resolved.
std::string unquoted(std::string_view line) {
    const auto first = line.find('"');
    const auto last = line.rfind('"');
    std::string out;
    for (std::size_t i = first + 1; i < last; ++i) {
        if (line[i] == '\\' && i + 1 < last)
            out += line[++i] == 'n' ? '\n' : line[i];
        else
            out += line[i];
    }
    return out;
}

} // namespace

std::unordered_map<std::string, std::string> read_po(std::string_view po) {
    std::unordered_map<std::string, std::string> texts;
    std::string id;
    std::string text;
    std::string* target = nullptr;
    const auto keep = [&] {
        if (!id.empty() && !text.empty())
            texts.insert_or_assign(id, text);
    };
    for (const auto line : base::split(po, '\n')) {
        if (line.starts_with("msgid ")) {
            keep();
            text.clear();
            id = unquoted(line);
            target = &id;
        } else if (line.starts_with("msgstr ")) {
            text = unquoted(line);
            target = &text;
        } else if (line.starts_with('"') && target != nullptr) {
            *target += unquoted(line);
        }
    }
    keep();
    return texts;
}

Language choose_language(std::string_view option) {
    const auto named = [](std::string_view text, Language& language) {
        const auto code = text.substr(0, 2);
        const bool whole = text.size() == 2 || (text.size() > 2 && (text[2] == '_' || text[2] == '.'));
        language = code == "en" ? Language::english : Language::german;
        return whole && (code == "de" || code == "en");
    };
    Language language{};
    if (named(option, language))
        return language;
    for (const char* name : {"EHRENAMT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value != nullptr && named(value, language))
            return language;
    return Language::german;
}

Catalogue::Catalogue(Language language) : m_language{language} {
    if (german())
        m_texts = read_po(embedded::k_catalogue_de);
}

std::string_view Catalogue::translated(std::string_view id) const {
    const auto found = m_texts.find(std::string{id});
    return found == m_texts.end() ? id : std::string_view{found->second};
}

std::string Catalogue::text(const base::Message& message) const {
    auto arguments = message.arguments;
    for (auto& argument : arguments)
        if (argument.kind == base::Argument::Kind::term)
            argument.text = translated(argument.text);
    return base::render(translated(message.id), arguments, german());
}

} // namespace ehrenamt::cli
