package workbook.check;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the stub offers to the checks, and an answer must go on offering: its types, and the
/// members of them that are not private. Compared as class files, because that is what the checks
/// are linked to.
final class Contract {

    private Contract() {}

    /// @param stub the class files of the exercise as it was given
    /// @param stubSource its text, to quote from
    /// @param answer the class files of the answer
    /// @return what the answer lacks; empty if the checks can use it
    static List<SourceProblem> compare(
            Map<String, byte[]> stub, String stubSource, Map<String, byte[]> answer) {
        var problems = new ArrayList<SourceProblem>();
        new TreeMap<>(stub)
                .forEach((name, bytes) -> {
                    var expected = ClassFile.of().parse(bytes);
                    if (!isHidden(expected)) {
                        byte[] found = answer.get(name);
                        if (found == null) {
                            problems.add(missingType(name, answer));
                        } else {
                            missingMembers(
                                    expected, ClassFile.of().parse(found), stubSource, problems);
                        }
                    }
                });
        return problems;
    }

    /// Anonymous and local classes have no name that a check could use.
    private static boolean isHidden(ClassModel type) {
        String simpleName = type.thisClass().asInternalName();
        return simpleName.substring(simpleName.lastIndexOf('/') + 1).matches(".*\\$\\d.*");
    }

    private static SourceProblem missingType(String name, Map<String, byte[]> answer) {
        String found =
                answer.keySet().stream()
                        .filter(each -> !each.contains("$"))
                        .sorted()
                        .collect(Collectors.joining(", "));
        return SourceProblem.ofWholeFile(
                "the checks need the type %s, and the file declares %s"
                        .formatted(name, found.isEmpty() ? "nothing" : found),
                "Keep the package line and the names of the types as the exercise gives them.");
    }

    private static void missingMembers(
            ClassModel expected,
            ClassModel found,
            String stubSource,
            List<SourceProblem> problems) {
        for (MethodModel method : expected.methods()) {
            boolean offered =
                    !method.flags().has(AccessFlag.PRIVATE)
                            && !method.flags().has(AccessFlag.SYNTHETIC)
                            && !method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME);
            if (offered && found.methods().stream().noneMatch(each -> fits(method, each))) {
                problems.add(missing(expected, method, found, stubSource));
            }
        }
        for (FieldModel field : expected.fields()) {
            boolean offered =
                    !field.flags().has(AccessFlag.PRIVATE)
                            && !field.flags().has(AccessFlag.SYNTHETIC);
            if (offered && found.fields().stream().noneMatch(each -> fits(field, each))) {
                String name = field.fieldName().stringValue();
                problems.add(
                        SourceProblem.ofWholeFile(
                                "the checks need the field %s of %s"
                                        .formatted(name, typeName(expected)),
                                "Give it back as it was: " + declaration(name, stubSource)));
            }
        }
    }

    private static boolean fits(MethodModel expected, MethodModel found) {
        return expected.methodName().equalsString(found.methodName().stringValue())
                && expected.methodType().equalsString(found.methodType().stringValue())
                && expected.flags().has(AccessFlag.STATIC) == found.flags().has(AccessFlag.STATIC)
                && !found.flags().has(AccessFlag.PRIVATE);
    }

    private static boolean fits(FieldModel expected, FieldModel found) {
        return expected.fieldName().equalsString(found.fieldName().stringValue())
                && expected.fieldType().equalsString(found.fieldType().stringValue())
                && expected.flags().has(AccessFlag.STATIC) == found.flags().has(AccessFlag.STATIC)
                && !found.flags().has(AccessFlag.PRIVATE);
    }

    private static SourceProblem missing(
            ClassModel expected, MethodModel method, ClassModel found, String stubSource) {
        String name = method.methodName().stringValue();
        String present =
                found.methods().stream()
                        .filter(each -> each.methodName().equalsString(name))
                        .map(Contract::signature)
                        .collect(Collectors.joining(", "));
        return SourceProblem.ofWholeFile(
                "the checks call %s of %s, and the file has %s"
                        .formatted(
                                signature(method),
                                typeName(expected),
                                present.isEmpty() ? "no method of that name" : present),
                "Keep the signature that the exercise gives: "
                        + declaration(
                                name.equals("<init>") ? typeName(expected) : name, stubSource));
    }

    private static String signature(MethodModel method) {
        String parameters =
                method.methodTypeSymbol().parameterList().stream()
                        .map(ClassDesc::displayName)
                        .collect(Collectors.joining(", "));
        String name = method.methodName().stringValue();
        return (method.flags().has(AccessFlag.STATIC) ? "static " : "")
                + (method.flags().has(AccessFlag.PRIVATE) ? "private " : "")
                + (name.equals("<init>")
                        ? "constructor"
                        : method.methodTypeSymbol().returnType().displayName() + " " + name)
                + "("
                + parameters
                + ")";
    }

    /// @return the declaration as the stub spells it, up to its body
    private static String declaration(String name, String stubSource) {
        var lines = stubSource.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("(?!//).*\\b" + name + "\\b\\s*[(;=].*")
                    && !lines.get(i).startsWith("throw")) {
                var text = new StringBuilder();
                for (int j = i; j < lines.size(); j++) {
                    text.append(lines.get(j)).append(' ');
                    if (lines.get(j).endsWith("{") || lines.get(j).endsWith(";")) {
                        break;
                    }
                }
                return text.toString().replace("{", "").strip();
            }
        }
        return name;
    }

    private static String typeName(ClassModel type) {
        return readable(type.thisClass().asInternalName());
    }

    private static String readable(String className) {
        String simple = className.replace('/', '.');
        return simple.substring(simple.lastIndexOf('.') + 1).replace('$', '.');
    }
}
