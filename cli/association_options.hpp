// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/command.hpp"
#include "ehrenamt/associations/read_association.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ehrenamt::cli {

/// What can be said about one association on the command line; empty = not said.
struct AssociationOptions {
    std::string name, municipality, register_court, former_court, register_number, field, kind, seat, status,
        street, postcode, phone, email, website, source, external_id, source_date;

    /// What was said for a field of associations::association_fields(), such as `register_court`.
    [[nodiscard]] std::string text(std::string_view field_key) const;
    /// The first option that was given, besides those of some fields; empty if none was.
    [[nodiscard]] std::string first_given(const std::vector<std::string_view>& besides = {}) const;
};

/// `register_court` → `--register-court`
std::string option_name(std::string_view field);

/// Their descriptions.
const std::vector<OptionInfo>& association_options();

/// The command's own options with these in front.
template <class Options>
std::vector<OptionInfo> with_association_options(std::vector<OptionInfo> own) {
    std::vector<OptionInfo> all;
    for (auto info : association_options()) {
        info.assign = [assign = std::move(info.assign)](void* options, std::string_view text) {
            return assign(static_cast<AssociationOptions*>(static_cast<Options*>(options)), text);
        };
        all.push_back(std::move(info));
    }
    all.insert(all.end(), own.begin(), own.end());
    return all;
}

} // namespace ehrenamt::cli
