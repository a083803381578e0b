// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/programme/linear_model.hpp"

#include <string>
#include <string_view>

namespace ehrenamt::programme {

/// The model as text for another solver; the same model gives the same bytes. Both hold whole numbers only
/// and the names of rows and columns as they are.
///
/// MPS has no word for "maximise" that every solver knows: a model to be maximised is written with its
/// objective's sign turned, so that solvers report the optimum with a minus.
/// \param notes lines of plain ASCII for the head of the file
EHRENAMT_API std::string mps_text(const LinearModel& model, const std::vector<std::string>& notes);
EHRENAMT_API std::string lp_text(const LinearModel& model, const std::vector<std::string>& notes);

/// By the file's ending, `.mps` or `.lp`. Rule of a Problem: `programme.model_format`.
EHRENAMT_API base::Result<std::string> model_text(const LinearModel& model, std::string_view file,
                                                  const std::vector<std::string>& notes);

} // namespace ehrenamt::programme
