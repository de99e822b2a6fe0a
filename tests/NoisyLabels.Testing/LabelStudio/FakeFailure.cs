using Microsoft.AspNetCore.Http;

namespace NoisyLabels.Testing.LabelStudio;

internal sealed record FakeFailure(string Path, int Status, string Body, string? Location)
{
    public const int Hangs = 0;
    public const int Aborts = -1;

    public int Times { get; set; }

    public async Task AnswerAsync(HttpContext context)
    {
        switch (Status)
        {
            case Hangs:
                var gone = new TaskCompletionSource();
                context.RequestAborted.Register(gone.SetResult);
                await gone.Task;
                break;
            case Aborts:
                context.Abort();
                break;
            default:
                context.Response.StatusCode = Status;
                if (Location is not null)
                {
                    context.Response.Headers.Location = Location;
                }

                await context.Response.WriteAsync(Body);
                break;
        }
    }
}
