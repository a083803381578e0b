// SPDX-License-Identifier: EUPL-1.2
#include "cli/association_options.hpp"

#include <algorithm>

namespace ehrenamt::cli {
namespace {

using base::_m;
using O = AssociationOptions;

struct FieldOption {
    std::string_view field;
    std::string O::*member;
    std::string_view value;
    base::MessageId help;
};

const std::vector<FieldOption>& field_options() {
    static const std::vector<FieldOption> k_options = {
        {"name", &O::name, "NAME", _m("its name")},
        {"municipality", &O::municipality, "AGS", _m("key of its municipality, 8 digits, or its name")},
        {"register_court", &O::register_court, "COURT", _m("court that keeps the register: name or code")},
        {"former_court", &O::former_court, "COURT",
         _m("court that kept it before, if the number is from there")},
        {"register_number", &O::register_number, "NUMBER", _m("number of the register entry")},
        {"field", &O::field, "FIELD", _m("field of engagement: key or name")},
        {"kind", &O::kind, "KIND", _m("registered_association, initiative, fire_brigade, carrier or other")},
        {"seat", &O::seat, "PLACE", _m("seat as the source spells it")},
        {"status", &O::status, "STATUS", _m("active or deleted")},
        {"street", &O::street, "STREET", _m("street and number")},
        {"postcode", &O::postcode, "POSTCODE", _m("postcode, 5 digits")},
        {"phone", &O::phone, "NUMBER", _m("telephone number of the association")},
        {"email", &O::email, "ADDRESS", _m("e-mail address of the association")},
        {"website", &O::website, "ADDRESS", _m("website of the association")},
        {"source", &O::source, "NAME", _m("where the entry comes from")},
        {"external_id", &O::external_id, "NUMBER", _m("its number there")},
        {"source_date", &O::source_date, "DATE", _m("day of the source")},
    };
    return k_options;
}

} // namespace

std::string option_name(std::string_view field) {
    std::string name = "--" + std::string{field};
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

std::string AssociationOptions::text(std::string_view field_key) const {
    for (const auto& option : field_options())
        if (option.field == field_key)
            return this->*option.member;
    return {};
}

std::string AssociationOptions::first_given(const std::vector<std::string_view>& besides) const {
    for (const auto& option : field_options())
        if (!(this->*option.member).empty() &&
            std::find(besides.begin(), besides.end(), option.field) == besides.end())
            return option_name(option.field);
    return {};
}

const std::vector<OptionInfo>& association_options() {
    // The names live as long as the program: an OptionInfo only looks at them.
    static const std::vector<std::string> k_names = [] {
        std::vector<std::string> names;
        for (const auto& one : field_options())
            names.push_back(option_name(one.field));
        return names;
    }();
    static const std::vector<OptionInfo> k_infos = [] {
        std::vector<OptionInfo> infos;
        for (std::size_t i = 0; i < k_names.size(); ++i) {
            const auto& one = field_options()[i];
            infos.push_back(option(k_names[i], one.value, one.member, one.help));
        }
        return infos;
    }();
    return k_infos;
}

} // namespace ehrenamt::cli
