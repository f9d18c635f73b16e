// Hart cards and scans, parted by a form feed: never crashes, and every record is accounted for.
#include "audit_files.hpp"
#include "audit_files/hart.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    belfry::check_two_files(data, size, belfry::audit_files::read_hart);
    return 0;
}
