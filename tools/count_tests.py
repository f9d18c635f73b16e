#!/usr/bin/env python3
"""count_tests.py CTEST.XML GTEST_FOLDER: names what failed; the last line is `passed failed`."""
import pathlib
import sys
import xml.etree.ElementTree as tree


def main() -> None:
    programs = tree.parse(sys.argv[1]).getroot()
    passed = failed = 0
    for program in programs.iter("testcase"):
        name = program.get("name")
        report = pathlib.Path(sys.argv[2]) / f"{name}_test.xml"
        cases_failed = 0
        if report.exists():
            for case in tree.parse(report).getroot().iter("testcase"):
                if case.get("status") == "notrun" or case.find("skipped") is not None:
                    continue
                if case.find("failure") is not None:
                    cases_failed += 1
                    print(f"failed: {name}: {case.get('classname')}.{case.get('name')}")
                else:
                    passed += 1
        elif program.get("status") == "run":
            passed += 1
        if program.get("status") == "fail" and cases_failed == 0:
            cases_failed = 1
            print(f"failed: {name} ended without a report")
        failed += cases_failed
    print(passed, failed)


if __name__ == "__main__":
    main()
