#pragma once

#include <vector>

#include "accounts/services.hpp"
#include "operations/doctor.hpp"

namespace belfry::operations {

/// Tells every administrator, in the inbox and by e-mail, of what is not good among `found`: what
/// cannot wait until somebody asks the doctor. What stays as it is is told again after a day where
/// it is bad and after a week where it wants attention, by whichever server looks first. Gives how
/// many were told. Meant for `disk` and `certificate`; others are passed over.
std::size_t tell_of_trouble(
    accounts::Services& services,
    const text::Catalog& catalog,
    const std::vector<Observation>& found
);

}  // namespace belfry::operations
