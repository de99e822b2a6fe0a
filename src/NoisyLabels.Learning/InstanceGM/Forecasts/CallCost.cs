namespace NoisyLabels.Learning.InstanceGM.Forecasts;

/// <summary>What one call of a network costs, however many images it gets, and what each image adds.</summary>
internal readonly record struct CallCost(double Call, double Image)
{
    public double Of(double images) => Call + Image * images;

    public CallCost In(double unit) => new(Call / unit, Image / unit);

    /// <summary>The line through two measurements; neither part is less than nothing.</summary>
    public static CallCost Through((int Images, double Cost) few, (int Images, double Cost) many)
    {
        var image = Math.Clamp((many.Cost - few.Cost) / (many.Images - few.Images), 0, many.Cost / many.Images);
        return new(many.Cost - image * many.Images, image);
    }
}
