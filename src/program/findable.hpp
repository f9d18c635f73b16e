#pragma once

#include "program/stored.hpp"
#include "record/record.hpp"
#include "store/connection.hpp"

namespace belfry::program {

/// Makes an object findable by its words, in the transaction that changes it.
void keep_findable(store::Connection& db, const record::Object& object, const Findable& words);

/// Makes what is not changed by its own routes findable by the words it has now. Objects of kinds
/// that search does not know are passed over.
void find_anew(store::Connection& db, const record::Object& object);

void forget_findable(store::Connection& db, const record::Object& object);

}  // namespace belfry::program
