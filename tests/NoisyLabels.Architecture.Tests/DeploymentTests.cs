using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using NoisyLabels.Testing;
using YamlDotNet.RepresentationModel;

namespace NoisyLabels.Architecture.Tests;

/// <summary>
/// What brings both servers up, held to what the program and Label Studio really read: no container is run here.
/// </summary>
public sealed class DeploymentTests
{
    private const string OurService = "noisylabels";
    private const string LabelStudio = "label-studio";
    private const string Dockerfile = "deploy/server.Dockerfile";

    private static IPNetwork Ours => IPNetwork.Parse(
        ((YamlScalarNode)ComposeFile.Network("labelling")["ipam"]["config"][0]["subnet"]).Value!);

    private static IReadOnlyList<IPNetwork> Banned =>
    [
        .. ComposeFile.Environment(LabelStudio)["USER_ADDITIONAL_BANNED_SUBNETS"].Split(',').Select(IPNetwork.Parse),
    ];

    [Fact]
    public void Services_name_volumes_networks_and_services_that_are_declared()
    {
        Assert.Equal([LabelStudio, OurService], ComposeFile.Services.Keys);
        foreach (var (name, service) in ComposeFile.Services)
        {
            var volumes = ComposeFile.List(service["volumes"]).Select(volume => volume.Split(':')[0]);
            Assert.Subset(ComposeFile.Declared("volumes").ToHashSet(), volumes.ToHashSet());
            Assert.Equal(ComposeFile.Declared("networks"), ComposeFile.List(service["networks"]));
            Assert.All(ComposeFile.List(service["ports"]), port => Assert.StartsWith("127.0.0.1:", port));
            Assert.True(ComposeFile.Map(service).ContainsKey("image") ^ ComposeFile.Map(service).ContainsKey("build"), name);
        }
    }

    [Fact]
    public void Ours_starts_when_label_studio_is_healthy_which_something_checks()
    {
        var condition = ComposeFile.Services[OurService]["depends_on"][LabelStudio]["condition"];

        Assert.Equal("service_healthy", ((YamlScalarNode)condition).Value);
        Assert.NotEmpty(ComposeFile.List(ComposeFile.Services[LabelStudio]["healthcheck"]["test"]));
    }

    [Fact]
    public void The_example_of_the_settings_holds_each_variable_and_no_other()
    {
        var example = Repository.Lines(".env.example")
            .Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
            .Select(line => line.Split('=')[0]);

        Assert.Equal(ComposeFile.Variables.Order(), example.Order());
    }

    [Fact]
    public void The_program_reads_each_setting_of_its_service_and_image()
    {
        var code = string.Concat(Repository.SourceFiles.Intersect(Repository.CSharpFiles).Select(Repository.Text));
        var image = Regex.Matches(Repository.Text(Dockerfile), @"^(?:ENV|   ) +(\w+)=", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value);

        // The host itself reads this one.
        string[] names = [.. ComposeFile.Environment(OurService).Keys.Concat(image).Except(["ASPNETCORE_URLS"])];
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains(name.Split("__")[^1], code, StringComparison.Ordinal));
    }

    [Fact]
    public void Label_studio_reads_each_setting_of_its_service()
    {
        using var wheel = Wheel();
        var code = string.Concat(wheel.Entries
            .Where(entry => entry.Name is "server.py" || entry.FullName.Contains("core/settings/", StringComparison.Ordinal))
            .Select(Text));

        // Its get_env looks for a name with and without the prefix.
        Assert.All(ComposeFile.Environment(LabelStudio).Keys, name => Assert.Matches(
            $"""['"](LABEL_STUDIO_)?{Regex.Replace(name, "^LABEL_STUDIO_", "")}['"]""", code));
    }

    [Fact]
    public void Label_studio_refuses_what_it_always_refuses_but_for_our_network()
    {
        using var wheel = Wheel();
        var code = Text(wheel.GetEntry("label_studio/core/utils/io.py")!);
        var usual = Regex.Matches(code, @"'([0-9a-f.:]+/\d+)',").Select(match => IPNetwork.Parse(match.Groups[1].Value));
        var lacking = usual.Except(Banned).ToList();

        Assert.Equal([IPNetwork.Parse("172.16.0.0/12")], lacking);
        Assert.DoesNotContain(Banned, subnet => subnet.Contains(Ours.BaseAddress) || Ours.Contains(subnet.BaseAddress));
        Assert.All(["172.16.0.1", "172.17.0.2", "172.20.1.1", "172.24.0.1", "172.31.255.1"], address =>
            Assert.Contains(Banned, subnet => subnet.Contains(IPAddress.Parse(address))));
    }

    [Fact]
    public void Webhooks_reach_us_by_a_name_with_a_dot()
    {
        var aliases = ComposeFile.List(ComposeFile.Services[OurService]["networks"]["labelling"]["aliases"]).ToList();

        Assert.All(aliases, alias => Assert.Contains('.', alias));
        Assert.Contains($"http://{aliases[0]}:9090", Repository.Text(ComposeFile.Name), StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_is_built_from_files_that_are_here_and_starts_our_program()
    {
        var build = ComposeFile.Services[OurService]["build"];
        Assert.Equal(Dockerfile, ((YamlScalarNode)build["dockerfile"]).Value);
        var copied = Repository.Lines(Dockerfile)
            .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]).ToList();
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
        Assert.Contains("global.json", copied);

        var text = Repository.Text(Dockerfile);
        Assert.Contains("<AssemblyName>noisylabels</AssemblyName>", Repository.Text("src/NoisyLabels.Cli/NoisyLabels.Cli.csproj"));
        Assert.Contains("ENTRYPOINT [\"./noisylabels\"]", text);
        var port = Regex.Match(text, @"EXPOSE (\d+)").Groups[1].Value;
        Assert.Contains($"ASPNETCORE_URLS=http://0.0.0.0:{port}", text);
        Assert.EndsWith($":{port}", ComposeFile.List(ComposeFile.Services[OurService]["ports"]).Single());
    }

    /// <summary>Label Studio's own program, of the version that the file names.</summary>
    private static ZipArchive Wheel()
    {
        var wheels = SharedData.Root is { } root ? Path.Combine(root, "label-studio", "wheels") : "";
        Assert.SkipUnless(Directory.Exists(wheels), SharedData.AbsentReason);
        var image = ((YamlScalarNode)ComposeFile.Services[LabelStudio]["image"]).Value!;
        return ZipFile.OpenRead(Directory.GetFiles(wheels, $"label_studio-{image.Split(':')[1]}-*.whl").Single());
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
