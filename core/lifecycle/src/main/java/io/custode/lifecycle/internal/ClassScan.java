// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads one class for what its code calls, makes and names, and what its callers must have. */
final class ClassScan extends ClassVisitor {
  private static final int API = Opcodes.ASM9;

  private static final String PERMISSION = "Lio/custode/api/access/RequiresPermission;";

  /** Is told what is found. */
  interface Finds {
    /**
     * @param where class and method
     * @param type named there, with slashes
     * @param what of it
     */
    void reaches(String where, Power power, String type, String what);

    /**
     * @param where class, and method if it is one's
     * @param permission that a caller must have
     */
    void needs(String where, String permission);
  }

  private final Finds finds;
  private String name = "";

  ClassScan(Finds finds) {
    super(API);
    this.finds = finds;
  }

  @Override
  public void visit(
      int version,
      int access,
      String itsName,
      @Nullable String signature,
      @Nullable String parent,
      String @Nullable [] interfaces) {
    name = itsName.replace('/', '.');
    if (parent != null) {
      look(name, parent, "");
      if (parent.equals("java/lang/ClassLoader")) {
        finds.reaches(name, Power.LOADING, parent, parent);
      }
    }
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
    return permission(name, type);
  }

  private @Nullable AnnotationVisitor permission(String where, String type) {
    return !type.equals(PERMISSION)
        ? null
        : new AnnotationVisitor(API) {
          @Override
          public void visit(String key, Object value) {
            finds.needs(where, String.valueOf(value));
          }
        };
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String method,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    var where = name + "." + method;
    if ((access & Opcodes.ACC_NATIVE) != 0) {
      finds.reaches(where, Power.NATIVE, name, "a native method");
    }
    return new Code(where);
  }

  private void look(String where, String type, String method) {
    var what = method.isEmpty() || method.equals("<init>") ? type : type + "." + method;
    var power = Power.ofType(type);
    if (power == null && !method.isEmpty()) {
      power = Power.ofMethod(type, method);
    }
    if (power != null) {
      finds.reaches(where, power, type, what);
    }
  }

  /** What one method does. */
  private final class Code extends MethodVisitor {
    private final String where;

    Code(String where) {
      super(API);
      this.where = where;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
      return permission(where, type);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String type, String method, String descriptor, boolean isInterface) {
      look(where, type, method);
    }

    @Override
    public void visitFieldInsn(int opcode, String type, String field, String descriptor) {
      look(where, type, "");
    }

    @Override
    public void visitInvokeDynamicInsn(
        String method, String descriptor, Handle bootstrap, Object... arguments) {
      for (var argument : arguments) {
        constant(argument);
      }
    }

    @Override
    public void visitLdcInsn(Object value) {
      constant(value);
    }

    private void constant(Object value) {
      if (value instanceof Handle handle) {
        look(where, handle.getOwner(), handle.getName());
      } else if (value instanceof Type type && type.getSort() == Type.OBJECT) {
        look(where, type.getInternalName(), "");
      } else if (value instanceof ConstantDynamic dynamic) {
        for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
          constant(dynamic.getBootstrapMethodArgument(i));
        }
      } else if (value instanceof String text && isClassName(text)) {
        look(where, text.replace('.', '/'), "");
      }
    }

    /** Whoever names a class in a text means to load it by its name. */
    private boolean isClassName(String text) {
      int dot = text.lastIndexOf('.');
      return dot > 0
          && dot + 1 < text.length()
          && text.length() <= 200
          && Character.isUpperCase(text.charAt(dot + 1))
          && text.indexOf(' ') < 0;
    }
  }
}
