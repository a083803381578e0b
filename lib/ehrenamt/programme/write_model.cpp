// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/write_model.hpp"

#include <fmt/format.h>

#include <iterator>

namespace ehrenamt::programme {
namespace {

using Text = std::back_insert_iterator<std::string>;

// Rows by column, as MPS wants them.
std::vector<std::vector<std::pair<std::size_t, std::int64_t>>> by_column(const LinearModel& model) {
    std::vector<std::vector<std::pair<std::size_t, std::int64_t>>> columns(model.columns.size());
    for (std::size_t i = 0; i < model.rows.size(); ++i)
        for (const auto& term : model.rows[i].terms)
            columns[term.column].emplace_back(i, term.coefficient);
    return columns;
}

void write_mps_columns(Text out, const LinearModel& model) {
    const auto entries = by_column(model);
    bool in_integers = false;
    for (std::size_t j = 0; j < model.columns.size(); ++j) {
        const auto& column = model.columns[j];
        if (column.integer != in_integers) {
            in_integers = column.integer;
            fmt::format_to(out, " MARKER_{0} 'MARKER' '{1}'\n", j, in_integers ? "INTORG" : "INTEND");
        }
        // Always named here, also with 0: a column in no row at all must not get lost.
        fmt::format_to(out, " {} {} {}\n", column.name, model.objective_name,
                       model.maximise ? -column.objective : column.objective);
        for (const auto& [row, coefficient] : entries[j])
            fmt::format_to(out, " {} {} {}\n", column.name, model.rows[row].name, coefficient);
    }
    if (in_integers)
        fmt::format_to(out, " MARKER_{0} 'MARKER' 'INTEND'\n", model.columns.size());
}

// "+ 3 name" pieces, a few to a line; a file with an endless line cannot be read by a person.
void write_lp_terms(Text out, const LinearModel& model, const std::vector<LinearModel::Term>& terms) {
    constexpr std::size_t k_terms_per_line = 4;
    std::size_t count = 0;
    for (const auto& term : terms)
        fmt::format_to(out, "{}{} {} {}", count++ % k_terms_per_line == 0 ? "\n  " : " ",
                       term.coefficient < 0 ? '-' : '+',
                       term.coefficient < 0 ? -term.coefficient : term.coefficient,
                       model.columns[term.column].name);
}

std::vector<LinearModel::Term> objective_terms(const LinearModel& model) {
    std::vector<LinearModel::Term> terms;
    for (std::size_t j = 0; j < model.columns.size(); ++j)
        if (model.columns[j].objective != 0)
            terms.push_back({j, model.columns[j].objective});
    // The format wants at least one.
    if (terms.empty() && !model.columns.empty())
        terms.push_back({0, 0});
    return terms;
}

} // namespace

std::string mps_text(const LinearModel& model, const std::vector<std::string>& notes) {
    std::string text;
    const Text out{text};
    for (const auto& note : notes)
        fmt::format_to(out, "* {}\n", note);
    fmt::format_to(out, "NAME {}\nROWS\n N {}\n", model.name, model.objective_name);
    for (const auto& row : model.rows)
        fmt::format_to(out, " {} {}\n", row.sense, row.name);
    fmt::format_to(out, "COLUMNS\n");
    write_mps_columns(out, model);
    fmt::format_to(out, "RHS\n");
    for (const auto& row : model.rows)
        if (row.bound != 0)
            fmt::format_to(out, " RHS {} {}\n", row.name, row.bound);
    fmt::format_to(out, "BOUNDS\n");
    for (const auto& column : model.columns) {
        if (column.lower != 0)
            fmt::format_to(out, " LO BOUND {} {}\n", column.name, column.lower);
        fmt::format_to(out, " UP BOUND {} {}\n", column.name, column.upper);
    }
    fmt::format_to(out, "ENDATA\n");
    return text;
}

std::string lp_text(const LinearModel& model, const std::vector<std::string>& notes) {
    std::string text;
    const Text out{text};
    for (const auto& note : notes)
        fmt::format_to(out, "\\ {}\n", note);
    fmt::format_to(out, "{}\n {}:", model.maximise ? "Maximize" : "Minimize", model.objective_name);
    write_lp_terms(out, model, objective_terms(model));
    fmt::format_to(out, "\nSubject To");
    for (const auto& row : model.rows) {
        if (row.terms.empty())
            continue; // says nothing, and the format has no way to say it
        fmt::format_to(out, "\n {}:", row.name);
        write_lp_terms(out, model, row.terms);
        fmt::format_to(out, "\n  {} {}", row.sense == 'L' ? "<=" : ">=", row.bound);
    }
    fmt::format_to(out, "\nBounds\n");
    for (const auto& column : model.columns)
        fmt::format_to(out, " {} <= {} <= {}\n", column.lower, column.name, column.upper);
    fmt::format_to(out, "Generals\n");
    for (const auto& column : model.columns)
        if (column.integer)
            fmt::format_to(out, " {}\n", column.name);
    fmt::format_to(out, "End\n");
    return text;
}

base::Result<std::string> model_text(const LinearModel& model, std::string_view file,
                                     const std::vector<std::string>& notes) {
    if (file.ends_with(".mps"))
        return mps_text(model, notes);
    if (file.ends_with(".lp"))
        return lp_text(model, notes);
    return base::Problem{"programme.model_format",
                         base::message("the file's name must end in .mps or .lp"),
                         {},
                         std::string{file}};
}

} // namespace ehrenamt::programme
