using System.Reflection;
using NoisyLabels.Imaging;

namespace NoisyLabels.Architecture.Tests;

public sealed class PublicSurfaceTests
{
    private const BindingFlags All =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    [Fact]
    public void No_tensor_leaves_Learning() =>
        SignaturesThatName(typeof(UserErrorException).Assembly, "TorchSharp").ShouldBeNone();

    [Fact]
    public void No_type_of_the_image_codec_leaves_Imaging() =>
        SignaturesThatName(typeof(RgbImage).Assembly, "SixLabors").ShouldBeNone();

    /// <summary>ASP.NET's generator makes Program itself public, for test hosts of web programs.</summary>
    [Fact]
    public void The_program_shows_nothing_to_others() =>
        Assembly
            .Load("noisylabels")
            .GetExportedTypes()
            .Select(type => type.FullName!)
            .Except(["Program"])
            .ShouldBeNone();

    /// <summary>Guards the three tests above: a search that finds nothing anywhere proves nothing.</summary>
    [Fact]
    public void The_search_finds_what_it_looks_for() =>
        Assert.NotEmpty(SignaturesThatName(typeof(PublicSurfaceTests).Assembly, typeof(TheoryData<>).Namespace!));

    private static IEnumerable<string> SignaturesThatName(Assembly assembly, string foreign) =>
        from type in assembly.GetExportedTypes()
        from member in type.GetMembers(All)
        where
            IsVisible(member)
            && TypesOf(member)
                .SelectMany(Parts)
                .Any(part => part.Namespace?.StartsWith(foreign, StringComparison.Ordinal) is true)
        select $"{type.FullName}.{member.Name}";

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        _ => false,
    };

    private static IEnumerable<Type> TypesOf(MemberInfo member) =>
        member switch
        {
            MethodInfo method =>
            [
                method.ReturnType,
                .. method.GetParameters().Select(parameter => parameter.ParameterType),
            ],
            MethodBase method => method.GetParameters().Select(parameter => parameter.ParameterType),
            FieldInfo field => [field.FieldType],
            PropertyInfo property => [property.PropertyType],
            _ => [],
        };

    private static IEnumerable<Type> Parts(Type type) =>
    [
        type,
        .. type.HasElementType ? Parts(type.GetElementType()!) : [],
        .. type.GetGenericArguments().SelectMany(argument => argument.IsGenericParameter ? [] : Parts(argument)),
    ];
}
